#include "platform/db/url.h"

#include <libpq-fe.h>
#include <stdbool.h>
#include <string.h>

static void free_options(PQconninfoOption **options)
{
	PQconninfoFree(*options);
}

static const char *value_of(const PQconninfoOption *options, const char *keyword)
{
	for (; options->keyword; options++)
		if (strcmp(options->keyword, keyword) == 0)
			return options->val ? options->val : "";
	return "";
}

/* "postgresql://user:p@ss@host/db" has the host "ss@host", and "user:p/ss@host" the port "p". */
static bool spilled(const PQconninfoOption *options)
{
	const char *port = value_of(options, "port");
	return strchr(value_of(options, "host"), '@') || strchr(value_of(options, "dbname"), '@') ||
	       strchr(value_of(options, "dbname"), ':') || strspn(port, "0123456789,") != strlen(port);
}

static bool is_uri(const char *url)
{
	return strncmp(url, "postgresql://", 13) == 0 || strncmp(url, "postgres://", 11) == 0;
}

enum status url_check(struct context *context, const char *url)
{
	if (!url || !*url)
		return STATUS_OK;
	char *problem = NULL;
	PQconninfoOption *options CLEANUP(free_options) = PQconninfoParse(url, &problem);
	/* libpq's own text may quote a part of the password, so it isn't shown. */
	PQfreemem(problem);
	if (options && is_uri(url) && spilled(options))
		return fail(context, STATUS_INVALID,
			    "the database URL is ambiguous: characters such as @ : / # in user or password must be percent-encoded "
			    "(%%40 for @), the port must be a number");
	if (!options)
		return fail(context, STATUS_INVALID,
			    "the database URL can't be read (not shown, it may hold a password): allowed are "
			    "postgresql://user:password@host:port/database and host=... port=... dbname=... user=... password=..., "
			    "special characters in the first percent-encoded, in the second in single quotes");
	return STATUS_OK;
}
