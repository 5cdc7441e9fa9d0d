/*
 * The sidecar's HTTP API: health, metadata, publishing, service invocation. One thread serves one request after the other, so an
 * app that is being invoked must not publish over HTTP meanwhile; over gRPC it may.
 */
#ifndef HAPAX_DEV_SIDECAR_HTTP_API_H
#define HAPAX_DEV_SIDECAR_HTTP_API_H

#include "dev_sidecar/state.h"

MUST_CHECK enum status http_api_open(struct context *context, struct sidecar *sidecar);

/* ANY /v1.0/invoke/{app}/method/{path}: an http_handler_fn, self is the sidecar. */
int http_invoke(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type);
/* GET /v1.0/metadata */
int http_metadata(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type);
/* Whether the request carries the token that callers must have; if not, it is answered with the status 401. */
bool http_admitted(const struct sidecar *sidecar, const struct http_request *request, struct buffer *body,
		   const char **ret_content_type);
/* Daprd's form of an error. Returns http_status. */
int http_error(struct buffer *body, const char **ret_content_type, int http_status, const char *code, struct text message);

#endif
