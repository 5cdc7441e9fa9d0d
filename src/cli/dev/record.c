#include "cli/dev/record.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/dev/files.h"
#include "cli/dev/say.h"
#include "hapax/buffer.h"

enum { RECORD_MAX_BYTES = 4096, END_TIMEOUT_MS = 15000, KILLED_TIMEOUT_MS = 5000, START_TIME_FIELD = 22 };

uint64_t process_start_time(pid_t pid)
{
	char path[64], stat[1024];
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *file = fopen(path, "re");
	if (!file)
		return 0;
	size_t len = fread(stat, 1, sizeof(stat) - 1, file);
	fclose(file);
	stat[len] = '\0';
	/* pid (name) state ppid ...: the name may hold anything, also parentheses and spaces. */
	const char *after_name = strrchr(stat, ')');
	if (!after_name || after_name[1] != ' ')
		return 0;
	struct text rest = text_of(after_name + 2);
	struct text state = text_cut(&rest, ' '), field = {0};
	for (int number = 4; number <= START_TIME_FIELD; number++)
		field = text_cut(&rest, ' ');
	int64_t start_time;
	if (text_equal_string(state, "Z") || text_equal_string(state, "X") || !text_to_i64(field, &start_time))
		return 0;
	return (uint64_t)start_time;
}

bool process_wait_end(pid_t pid, uint64_t start_time, int timeout_ms)
{
	const struct timespec pause = {.tv_nsec = 20000000};
	for (int waited_ms = 0; process_start_time(pid) == start_time; waited_ms += 20) {
		if (waited_ms >= timeout_ms)
			return false;
		nanosleep(&pause, NULL);
	}
	return true;
}

void record_write(const struct supervisor *supervisor)
{
	struct buffer content;
	buffer_init(&content, NULL, RECORD_MAX_BYTES);
	for (int i = 0; i < supervisor->count + 1 && i < CHILDREN_MAX; i++) {
		const struct child *child = &supervisor->children[i];
		if (child->pid)
			buffer_printf(&content, "%d %llu %s\n", (int)child->pid, (unsigned long long)process_start_time(child->pid),
				      child->program.name);
	}
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, 1 << 16);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	enum status ignored = dev_write_file(&context, supervisor->record, 0600, buffer_text(&content));
	(void)ignored;
	buffer_done(&content);
}

/* It was asked to end when its parent died; here it is given the time for that. */
static void sweep_one(pid_t pid, uint64_t start_time, const char *name)
{
	if (!start_time || process_start_time(pid) != start_time)
		return;
	dev_say("%s (process %d) of an earlier run is still there; waiting for its end", name, (int)pid);
	if (process_wait_end(pid, start_time, END_TIMEOUT_MS))
		return;
	dev_say("%s (process %d) doesn't end; it is killed", name, (int)pid);
	kill(pid, SIGKILL);
	if (!process_wait_end(pid, start_time, KILLED_TIMEOUT_MS))
		dev_say("%s (process %d) can't be killed", name, (int)pid);
}

void supervisor_sweep(struct arena *arena, const char *record)
{
	struct text rest = text_of(dev_read_tail(arena, record, RECORD_MAX_BYTES));
	while (!text_empty(rest)) {
		struct text line = text_cut(&rest, '\n');
		struct text pid_text = text_cut(&line, ' '), start_text = text_cut(&line, ' ');
		const char *name = text_dup_string(line, arena);
		int64_t pid, start_time;
		if (name && text_to_i64(pid_text, &pid) && text_to_i64(start_text, &start_time) && pid > 1 && pid <= INT32_MAX)
			sweep_one((pid_t)pid, (uint64_t)start_time, name);
	}
}
