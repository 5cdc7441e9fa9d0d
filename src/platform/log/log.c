#include "platform/log/log.h"

#include <errno.h>
#include <stdatomic.h>
#include <unistd.h>

#include "hapax/clock.h"
#include "platform/log/line.h"

static _Atomic int least_level = LOG_INFO;
static _Atomic int chosen_format = LOG_FORMAT_AUTO;

void log_setup(enum log_level level, enum log_format format)
{
	if (format == LOG_FORMAT_AUTO)
		format = isatty(STDERR_FILENO) ? LOG_FORMAT_TEXT : LOG_FORMAT_JSON;
	atomic_store_explicit(&least_level, (int)level, memory_order_relaxed);
	atomic_store_explicit(&chosen_format, (int)format, memory_order_relaxed);
}

bool log_enabled(enum log_level level)
{
	return (int)level >= atomic_load_explicit(&least_level, memory_order_relaxed);
}

/* One write a line keeps lines of several threads and processes apart; only a pipe that is full may take it in parts. */
static void write_line(const struct line *line)
{
	size_t written = 0;
	while (written < line->len) {
		ssize_t n = write(STDERR_FILENO, line->at + written, line->len - written);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return; /* nobody left to tell */
		written += (size_t)n;
	}
}

void log_write(enum log_level level, const char *body, const struct log_field *fields, unsigned count)
{
	if (!log_enabled(level))
		return;
	const int saved_errno = errno;
	const struct record record = {clock_now_us(clock_system()), level, body, fields, count};
	struct line line;
	int format = atomic_load_explicit(&chosen_format, memory_order_relaxed);
	if (format == LOG_FORMAT_TEXT || (format == LOG_FORMAT_AUTO && isatty(STDERR_FILENO)))
		line_format_text(&line, &record);
	else
		line_format_json(&line, &record);
	write_line(&line);
	errno = saved_errno;
}
