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

enum { RECORD_MAX_BYTES = 4096, END_TIMEOUT_MS = 15000, KILLED_TIMEOUT_MS = 5000 };

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
	/* pid (name) state ppid ...: the name may hold anything, also parentheses; the start time is field 22. */
	char state;
	unsigned long long start_time;
	const char *after_name = strrchr(stat, ')');
	if (!after_name ||
	    sscanf(after_name + 1, " %c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu", &state,
		   &start_time) != 2)
		return 0;
	return state == 'Z' || state == 'X' ? 0 : start_time;
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
		char *line = text_dup_string(text_cut(&rest, '\n'), arena), name[64];
		int pid;
		unsigned long long start_time;
		if (line && sscanf(line, "%d %llu %63[^\n]", &pid, &start_time, name) == 3 && pid > 1)
			sweep_one((pid_t)pid, start_time, name);
	}
}
