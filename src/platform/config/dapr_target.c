/* The sidecar's address, written as Dapr's SDKs accept it in DAPR_GRPC_ENDPOINT. */
#include <string.h>

#include "platform/config/config.h"

enum { DEFAULT_PORT = 50001, MAX_PORT = 65535 };

/* An endpoint without a port means this one, with and without TLS, as in the SDKs. */
static const char endpoint_port[] = "443";

struct endpoint {
	struct text scheme; /* as gRPC wants it: "dns:", "dns://authority/", "unix:"; empty for plain names */
	struct text host;   /* with its port; a path after "unix:" */
	bool tls;
	bool tls_is_fixed; /* by http:// or https:// */
};

static enum status refuse(struct context *context, const char *endpoint)
{
	return fail(context, STATUS_INVALID,
		    "DAPR_GRPC_ENDPOINT: \"%.200s\" is not allowed; allowed: [http:// or https:// or dns:]HOST[:PORT][?tls=true or "
		    "false], or "
		    "unix:PATH",
		    endpoint);
}

static bool take_prefix(struct text *rest, struct text prefix)
{
	if (!text_starts_with(*rest, prefix))
		return false;
	*rest = (struct text){rest->at + prefix.len, rest->len - prefix.len};
	return true;
}

/* "dns://authority/host": the authority is a name server and stays in front. */
static bool take_dns_authority(struct text *rest, struct text *ret_scheme)
{
	struct text after = *rest;
	if (!take_prefix(&after, TEXT("dns://")))
		return false;
	const char *slash = memchr(after.at, '/', after.len);
	if (!slash)
		return false;
	size_t len = (size_t)(slash + 1 - rest->at);
	*ret_scheme = (struct text){rest->at, len};
	*rest = (struct text){rest->at + len, rest->len - len};
	return true;
}

static bool is_port(struct text port)
{
	int64_t number;
	return port.len <= 5 && text_to_i64(port, &number) && number >= 1 && number <= MAX_PORT;
}

/* *ret_port is empty when there is none. */
static bool split_host(struct text host, struct text *ret_port)
{
	struct text name = host, port = {0};
	const char *bracket = host.len && host.at[0] == '[' ? memchr(host.at, ']', host.len) : NULL;
	const char *from = bracket ? bracket : host.at;
	const char *colon = memchr(from, ':', host.len - (size_t)(from - host.at));
	if (colon) {
		name.len = (size_t)(colon - host.at);
		port = (struct text){colon + 1, host.len - name.len - 1};
		if (!is_port(port))
			return false;
	}
	if (text_empty(name) || (host.at[0] == '[' && (!bracket || name.len != (size_t)(bracket + 1 - host.at))))
		return false;
	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] <= ' ' || name.at[i] == 0x7f || strchr("/?#@", name.at[i]))
			return false;
	}
	*ret_port = port;
	return true;
}

static void take_scheme(struct text *rest, struct endpoint *endpoint)
{
	endpoint->tls_is_fixed = true;
	if (take_prefix(rest, TEXT("https://"))) {
		endpoint->tls = true;
		return;
	}
	if (take_prefix(rest, TEXT("http://")))
		return;
	endpoint->tls_is_fixed = false;
	if (take_prefix(rest, TEXT("unix:")))
		endpoint->scheme = TEXT("unix:");
	else if (!take_dns_authority(rest, &endpoint->scheme) && take_prefix(rest, TEXT("dns:")))
		endpoint->scheme = TEXT("dns:");
}

static bool take_query(struct text query, struct endpoint *endpoint)
{
	bool on = text_equal(query, TEXT("tls=true"));
	if ((!on && !text_equal(query, TEXT("tls=false"))) || endpoint->tls_is_fixed)
		return false;
	endpoint->tls = on;
	return true;
}

enum status config_dapr_target(struct context *context, const struct config *config, const char **ret_target, bool *ret_tls)
{
	struct endpoint endpoint = {0};
	struct text rest = text_of(config->dapr_grpc_endpoint), port = TEXT("");
	char *target;
	if (text_empty(rest)) {
		target = arena_printf(context->arena, "127.0.0.1:%d",
				      config->dapr_grpc_port ? config->dapr_grpc_port : DEFAULT_PORT);
	} else {
		take_scheme(&rest, &endpoint);
		bool has_query = memchr(rest.at, '?', rest.len) != NULL;
		endpoint.host = text_cut(&rest, '?');
		bool is_path = text_equal(endpoint.scheme, TEXT("unix:"));
		if ((has_query && !take_query(rest, &endpoint)) || text_empty(endpoint.host) ||
		    (!is_path && !split_host(endpoint.host, &port)))
			return refuse(context, config->dapr_grpc_endpoint);
		bool add_port = !is_path && text_empty(port);
		target = arena_printf(context->arena, "%.*s%.*s%s%s", TEXT_ARG(endpoint.scheme), TEXT_ARG(endpoint.host),
				      add_port ? ":" : "", add_port ? endpoint_port : "");
	}
	if (!target)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the sidecar's address");
	*ret_target = target;
	*ret_tls = endpoint.tls;
	return STATUS_OK;
}
