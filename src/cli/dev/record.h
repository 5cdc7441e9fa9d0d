/* The file that names the running children by pid and start time, so that a later start finds what a killed one left. */
#ifndef HAPAX_CLI_DEV_RECORD_H
#define HAPAX_CLI_DEV_RECORD_H

#include "cli/dev/supervisor.h"

/* Failures are not reported: the record only matters after a kill -9. */
void record_write(const struct supervisor *supervisor);
/* Waits for the process's end, at most so long. True when it has ended. Not for children: they'd stay as zombies. */
bool process_wait_end(pid_t pid, uint64_t start_time, int timeout_ms);
/* In clock ticks since boot, as /proc has it; 0: there is no such process, or it is a zombie. Tells a process from a later one with
 * the same pid. */
uint64_t process_start_time(pid_t pid);

#endif
