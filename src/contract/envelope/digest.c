/*
 * The digest of an event's content is stored with its id, so the way it is made may never change. JSON data counts by its meaning:
 * a sidecar that delivers single events writes the data anew, with other spaces and another order of keys than the broker's bytes
 * have.
 */
#include <string.h>

#include "contract/envelope/attributes.h"
#include "contract/envelope/data.h"
#include "contract/json/number.h"
#include "contract/json/tokens.h"

enum { SEED_NULL = 1, SEED_FALSE, SEED_TRUE, SEED_NUMBER, SEED_STRING, SEED_OBJECT, SEED_ARRAY, SEED_BYTES };

/* Spreads every bit of the input over the whole word. */
static uint64_t mix(uint64_t word)
{
	word ^= word >> 30;
	word *= 0xbf58476d1ce4e5b9u;
	word ^= word >> 27;
	word *= 0x94d049bb133111ebu;
	return word ^ word >> 31;
}

static uint64_t hash_bytes(uint64_t seed, struct text text)
{
	uint64_t hash = mix(seed ^ (uint64_t)text.len * 0x9e3779b97f4a7c15u);
	for (size_t i = 0; i < text.len; i += 8) {
		uint64_t word = 0;
		for (size_t k = i; k < i + 8 && k < text.len; k++)
			word |= (uint64_t)(unsigned char)text.at[k] << 8 * (k - i);
		hash = mix(hash ^ word) + 0x9e3779b97f4a7c15u;
	}
	return mix(hash);
}

static uint64_t hash_number(struct text text)
{
	double value;
	uint64_t bits;
	if (!number_to_double(text, false, false, &value))
		return hash_bytes(SEED_NUMBER, text);
	value += 0.0; /* -0 is 0 */
	memcpy(&bits, &value, sizeof(bits));
	return mix(bits + SEED_NUMBER);
}

/* No deeper than JSON_MAX_DEPTH, says the reader. Members of an object count in any order. */
static uint64_t hash_value(const struct json_token *value)
{
	uint64_t hash = 0;
	switch ((enum json_kind)value->kind) {
	case JSON_NULL:
		return mix(SEED_NULL);
	case JSON_FALSE:
		return mix(SEED_FALSE);
	case JSON_TRUE:
		return mix(SEED_TRUE);
	case JSON_NUMBER:
		return hash_number(json_text(value));
	case JSON_STRING:
		return hash_bytes(SEED_STRING, json_text(value));
	case JSON_OBJECT:
		for (const struct json_token *key = json_first(value); key->kind != JSON_END; key = json_next_key(key))
			hash += mix(hash_bytes(SEED_STRING, json_text(key)) * 3 + hash_value(json_value(key)));
		return mix(hash + SEED_OBJECT);
	case JSON_ARRAY:
		for (const struct json_token *item = json_first(value); item->kind != JSON_END; item = json_next(item))
			hash = mix(hash * 3 + hash_value(item));
		return mix(hash + SEED_ARRAY);
	case JSON_END:
		break;
	}
	return 0;
}

/* Data that can't be read as JSON counts by its bytes. The caller's failure is kept: digests are asked for on the way to a dead
 * letter as well. */
static uint64_t hash_data(struct context *context, const struct envelope *envelope)
{
	struct failure failure = context->failure;
	const struct json_token *root = envelope_data_is_json(envelope) ? envelope_data_tokens(context, envelope) : NULL;
	context->failure = failure;
	return root ? hash_value(root) : hash_bytes(SEED_BYTES, envelope->data);
}

int64_t envelope_digest(struct context *context, const struct envelope *envelope)
{
	uint64_t hash = hash_bytes(SEED_STRING, envelope->source);
	hash = mix(hash * 3 + hash_bytes(SEED_STRING, envelope->type));
	return (int64_t)mix(hash * 3 + hash_data(context, envelope));
}
