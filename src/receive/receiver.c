#include "receive/receiver.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/log.h"
#include "receive/app_callback.h"
#include "receive/receiver_state.h"
#include "receive/route.h"
#include "receive_sql.h"

enum { TOKEN_VALUES_MAX = 8 };

static enum status read_tokens(struct context *context, struct receiver *receiver)
{
	struct text rest = text_of(receiver->options.config->app_api_token);

	while (!text_empty(rest)) {
		struct text token = text_cut(&rest, ',');

		if (text_empty(token))
			continue;
		if (receiver->token_count == APP_TOKENS_MAX)
			return fail(context, STATUS_INVALID,
				    "APP_API_TOKEN: at most %d tokens, separated by a comma, may be valid at once", APP_TOKENS_MAX);
		SHA256((const unsigned char *)token.at, token.len, receiver->tokens[receiver->token_count++]);
	}
	/* Whoever set it wants a guard: no token at all would let everybody in. */
	if (receiver->options.config->app_api_token[0] && receiver->token_count == 0)
		return fail(context, STATUS_INVALID,
			    "APP_API_TOKEN: holds nothing but commas; one token is needed, or two with a comma between");
	return STATUS_OK;
}

bool receiver_admits(const struct receiver *receiver, const struct incoming *incoming)
{
	bool admitted = receiver->token_count == 0;

	for (size_t n = 0; n < TOKEN_VALUES_MAX && receiver->token_count; n++) {
		struct text value = incoming_metadata(incoming, "dapr-api-token", n);
		unsigned char digest[SHA256_DIGEST_LENGTH];

		if (!value.at)
			break;
		/* Hashes have one length, and comparing them takes the same time whatever they are. */
		SHA256((const unsigned char *)value.at, value.len, digest);
		for (size_t i = 0; i < receiver->token_count; i++)
			admitted |= CRYPTO_memcmp(digest, receiver->tokens[i], sizeof(digest)) == 0;
	}
	return admitted;
}

bool receiver_listens(const struct receiver *receiver, const char *topic)
{
	for (size_t i = 0; i < receiver->consumer_count; i++)
		if (service_listens(consumer_service(receiver->consumers[i]), topic))
			return true;
	return false;
}

/* Who isn't named isn't thought of when the type changes. */
static void warn_of_undeclared(const struct service *service)
{
	for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++)
		if (handler->type && !service_is_declared(service, handler->type))
			log_record(LOG_WARN,
				   "receive: a handler is for a type whose contract doesn't name the service as a consumer",
				   LOG_STR(LOG_CONSUMER, service->name), LOG_STR(LOG_TYPE, handler->type->name),
				   LOG_INT("major", handler->type->major));
}

static enum status open_consumers(struct context *context, struct receiver *receiver)
{
	struct consumer_options options = {
		.db = receiver->options.db,
		.lanes = receiver->options.lanes,
		.batch_events = receiver->options.config->batch_events,
	};
	size_t count = 0;

	while (receiver->options.services[count])
		count++;
	receiver->consumers = calloc(count + 1, sizeof(struct consumer *));
	if (!receiver->consumers)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %zu consumers", count);
	for (size_t i = 0; i < count; i++) {
		enum status status;

		if (!receiver->options.services[i]->handlers)
			continue;
		warn_of_undeclared(receiver->options.services[i]);
		status = consumer_open(context, &options, receiver->options.services[i],
				       &receiver->consumers[receiver->consumer_count]);
		if (status != STATUS_OK)
			return status;
		receiver->consumer_count++;
	}
	return STATUS_OK;
}

enum status receiver_open(struct context *context, const struct receiver_options *options, struct receiver **ret_receiver)
{
	struct receiver *receiver = calloc(1, sizeof(*receiver));
	enum status status;

	if (!receiver)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the callbacks");
	receiver->options = *options;
	status = read_tokens(context, receiver);
	if (status == STATUS_OK)
		status = open_consumers(context, receiver);
	if (status != STATUS_OK) {
		receiver_close(receiver);
		return status;
	}
	receiver->endpoint_count = app_callback_endpoints(receiver, receiver->endpoints);
	*ret_receiver = receiver;
	return STATUS_OK;
}

void receiver_close(struct receiver *receiver)
{
	if (!receiver)
		return;
	for (size_t i = 0; i < receiver->consumer_count; i++)
		consumer_close(receiver->consumers[i]);
	free(receiver->consumers);
	free(receiver);
}

void receiver_drain(struct receiver *receiver)
{
	atomic_store(&receiver->draining, true);
}

const struct endpoint *receiver_endpoints(const struct receiver *receiver, size_t *ret_count)
{
	*ret_count = receiver->endpoint_count;
	return receiver->endpoints;
}

const struct migration *inbox_migrations(void)
{
	return receive_migrations;
}
