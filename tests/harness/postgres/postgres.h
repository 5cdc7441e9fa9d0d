/*
 * A private Postgres for a test program: a fresh cluster in a temporary folder, reached over a Unix socket, that can be crashed,
 * frozen and started again. Its durability is switched off (fsync), which is fine as long as the machine itself stays up. One
 * thread.
 *
 *     static struct postgres server;
 *     assert_true(postgres_create(&server));
 *     ... postgres_url(&server) ...
 *     postgres_destroy(&server);
 */
#ifndef HAPAX_TESTS_HARNESS_POSTGRES_H
#define HAPAX_TESTS_HARNESS_POSTGRES_H

#include <stdbool.h>
#include <sys/types.h>

struct postgres {
	char folder[64];
	char url[160];
	pid_t pid; /* 0: not running */
};

/* initdb and start; waits until it answers. As root it runs as the user postgres. False: stderr says why. */
bool postgres_create(struct postgres *server);
/* Stops it and removes the folder. Also fine on a half-made one. */
void postgres_destroy(struct postgres *server);
/* Database and user "postgres", no password. The user "guarded" would need one. */
const char *postgres_url(const struct postgres *server);

/* kill -9 of the server and all of its processes. */
void postgres_crash(struct postgres *server);
/* After a crash or a stop; with `settings` such as "-c wal_writer_delay=10s", or NULL. Waits until it answers. */
bool postgres_start(struct postgres *server, const char *settings);
/* Clean stop ("fast": open sessions are ended). */
void postgres_stop(struct postgres *server);
/* SIGSTOP and SIGCONT of the server and all of its processes. */
void postgres_freeze(struct postgres *server);
void postgres_thaw(struct postgres *server);

#endif
