/*
 * JSON text as a flat row of tokens, made by one yajl pass. Whoever decodes walks along it and skips what isn't wanted, so an
 * attribute that decides how another one is read may come after it. Tokens and unescaped strings live in the context's arena,
 * everything else borrows from the input. Reentrant.
 *
 *     for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
 *             use(json_text(key), json_value(key));
 */
#ifndef HAPAX_CONTRACT_JSON_TOKENS_H
#define HAPAX_CONTRACT_JSON_TOKENS_H

#include "hapax/context.h"

enum json_kind { JSON_END, JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_OBJECT, JSON_ARRAY };

struct json_token {
	const char *at; /* strings: decoded, without quotes; others: as in the input */
	uint32_t len;
	unsigned kind : 4;
	unsigned escaped : 1;
	unsigned next : 27; /* how many tokens further the next sibling is */
};

/* An object or array. STATUS_INVALID with the byte offset when it is no JSON or breaks a rule of json_check(). */
MUST_CHECK enum status json_tokens(struct context *context, struct text json, const struct json_token **ret_root);
/* Zeros are no bounds but the reader's own. */
struct json_limits {
	size_t max_bytes, max_tokens;
	bool takes_scalar; /* a text, a number or a word alone will do as well */
};
MUST_CHECK enum status json_tokens_within(struct context *context, struct text json, const struct json_limits *limits,
					  const struct json_token **ret_root);
/* The first character that isn't JSON's white space: tells a value's kind before it is parsed. 0: there is none. Pure. */
char json_begins_with(struct text json);
/* The value as it stands in the input, a string with its quotes. */
struct text json_raw(const struct json_token *token);
/* "a string", "a number", ... for messages. Static. */
const char *json_kind_name(enum json_kind kind);

static inline struct text json_text(const struct json_token *token)
{
	return (struct text){token->at, token->len};
}

/* First key of an object, first item of an array, or the JSON_END. */
static inline const struct json_token *json_first(const struct json_token *container)
{
	return container + 1;
}

static inline const struct json_token *json_next(const struct json_token *item)
{
	return item + item->next;
}

static inline const struct json_token *json_value(const struct json_token *key)
{
	return key + 1;
}

static inline const struct json_token *json_next_key(const struct json_token *key)
{
	return json_next(json_value(key));
}

#endif
