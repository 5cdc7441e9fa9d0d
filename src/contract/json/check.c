#include "contract/json/check.h"

#include <endian.h>
#include <string.h>

#include "hapax/json.h"

/* What a byte means outside of strings. */
enum role { ROLE_OTHER, ROLE_SPACE, ROLE_QUOTE, ROLE_OPEN, ROLE_CLOSE, ROLE_COMMA, ROLE_COLON };

static const unsigned char roles[256] = {
	[' '] = ROLE_SPACE, ['\t'] = ROLE_SPACE, ['\n'] = ROLE_SPACE, ['\r'] = ROLE_SPACE, ['"'] = ROLE_QUOTE, ['{'] = ROLE_OPEN,
	['['] = ROLE_OPEN,  ['}'] = ROLE_CLOSE,	 [']'] = ROLE_CLOSE,  [','] = ROLE_COMMA,  [':'] = ROLE_COLON,
};

struct scan {
	const char *start, *at, *end;
	struct json_shape shape;
	struct json_fault *fault;
};

static bool refuse(struct scan *scan, const char *what)
{
	*scan->fault = (struct json_fault){(size_t)(scan->at - scan->start), what};
	return false;
}

/* How many of 8 bytes, from the first on, are neither a quote, a backslash, a control character nor above ASCII. A subtraction
 * borrows only from bytes that are such themselves, so the lowest mark is right. */
static size_t plain_prefix(const char *at)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t word;
	memcpy(&word, at, sizeof(word));
	word = le64toh(word);
	uint64_t quote = (word ^ (ones * '"')) - ones;
	uint64_t backslash = (word ^ (ones * '\\')) - ones;
	uint64_t control = word - ones * ' ';
	uint64_t marks = (word | quote | backslash | control) & (ones * 0x80);
	return marks ? (size_t)__builtin_ctzll(marks) / 8 : sizeof(word);
}

static void skip_plain(struct scan *scan)
{
	size_t step = sizeof(uint64_t);
	while (step == sizeof(uint64_t) && (size_t)(scan->end - scan->at) >= step) {
		step = plain_prefix(scan->at);
		scan->at += step;
	}
}

static bool is_continuation(const char *at, unsigned char low, unsigned char high)
{
	unsigned char byte = (unsigned char)*at;
	return byte >= low && byte <= high;
}

/* Bytes of the well-formed sequence at the start (Unicode, table 3-7), 0 when there is none. */
static size_t sequence_len(const char *at, size_t left)
{
	unsigned char lead = (unsigned char)at[0];
	unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	size_t len = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
	if (len == 0 || len > left || !is_continuation(at + 1, low, high))
		return 0;
	for (size_t i = 2; i < len; i++)
		if (!is_continuation(at + i, 0x80, 0xbf))
			return 0;
	return len;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of a \uXXXX, -1 when there is none. */
static int code_unit(const char *at, const char *end)
{
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	int unit = 0;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(at[i]);
		if (digit < 0)
			return -1;
		unit = unit << 4 | digit;
	}
	return unit;
}

static bool is_high_surrogate(int unit)
{
	return unit >= 0xd800 && unit <= 0xdbff;
}

static bool is_low_surrogate(int unit)
{
	return unit >= 0xdc00 && unit <= 0xdfff;
}

static bool scan_escape(struct scan *scan)
{
	if (scan->end - scan->at < 2)
		return refuse(scan, "the text ends inside a string");
	if (scan->at[1] != 'u') {
		scan->at += 2; /* yajl knows which letters are allowed */
		return true;
	}
	int unit = code_unit(scan->at, scan->end);
	if (unit < 0)
		return refuse(scan, "\\u must be followed by four hexadecimal digits");
	if (unit == 0)
		return refuse(scan, "U+0000 isn't allowed in a string");
	bool paired = is_high_surrogate(unit) && is_low_surrogate(code_unit(scan->at + 6, scan->end));
	if (!paired && (is_high_surrogate(unit) || is_low_surrogate(unit)))
		return refuse(scan, "a lone surrogate isn't a character; surrogates come in pairs, high before low");
	scan->at += paired ? 12 : 6;
	return true;
}

/* One character that may need a closer look. */
static bool scan_character(struct scan *scan)
{
	unsigned char byte = (unsigned char)*scan->at;
	if (byte == '\\')
		return scan_escape(scan);
	if (byte < 0x20)
		return refuse(scan, "control characters in strings must be escaped");
	size_t len = byte < 0x80 ? 1 : sequence_len(scan->at, (size_t)(scan->end - scan->at));
	if (len == 0)
		return refuse(scan, "strings must be UTF-8");
	scan->at += len;
	return true;
}

/* Stands on the opening quote, stops after the closing one. */
static bool scan_string(struct scan *scan)
{
	const char *first = ++scan->at;
	bool escaped = false;
	for (;;) {
		skip_plain(scan);
		if (scan->at == scan->end)
			return refuse(scan, "the text ends inside a string");
		if (*scan->at == '"')
			break;
		escaped |= *scan->at == '\\';
		if (!scan_character(scan))
			return false;
	}
	size_t len = (size_t)(scan->at - first);
	if (escaped && len > scan->shape.longest_escaped_bytes)
		scan->shape.longest_escaped_bytes = len;
	scan->at++;
	return true;
}

/* Every value follows a comma or the start of a container, every key is followed by a colon. */
static bool scan_all(struct scan *scan)
{
	size_t counts[ROLE_COLON + 1] = {0};
	size_t depth = 0;
	while (scan->at < scan->end) {
		enum role role = roles[(unsigned char)*scan->at];
		if (role == ROLE_QUOTE) {
			if (!scan_string(scan))
				return false;
			continue;
		}
		if (role == ROLE_OPEN && ++depth > JSON_MAX_DEPTH)
			return refuse(scan, "objects and arrays may be nested up to 64 deep");
		if (role == ROLE_CLOSE && depth-- == 0)
			return refuse(scan, "a closing bracket without an opening one");
		counts[role]++;
		scan->at++;
	}
	scan->shape.tokens = 1 + counts[ROLE_COMMA] + counts[ROLE_COLON] + counts[ROLE_OPEN] + counts[ROLE_CLOSE];
	return depth == 0 || refuse(scan, "the text ends inside an object or array");
}

static struct text trim(struct text text)
{
	while (text.len && roles[(unsigned char)text.at[text.len - 1]] == ROLE_SPACE)
		text.len--;
	while (text.len && roles[(unsigned char)text.at[0]] == ROLE_SPACE)
		text = (struct text){text.at + 1, text.len - 1};
	return text;
}

bool json_check(struct text json, struct json_shape *ret_shape, struct json_fault *ret_fault)
{
	if (json.len > JSON_MAX_BYTES) {
		*ret_fault = (struct json_fault){JSON_MAX_BYTES, "larger than the 64 MiB that are allowed"};
		return false;
	}
	if (!json.at)
		json.at = ""; /* the empty text may have none */
	struct text inner = trim(json);
	struct scan scan = {.start = json.at, .at = inner.at, .end = inner.at + inner.len, .fault = ret_fault};
	if (inner.len == 0)
		return refuse(&scan, "empty; an object is expected");
	if (roles[(unsigned char)inner.at[0]] != ROLE_OPEN)
		return refuse(&scan, "starts with something else than an object or array");
	if (!scan_all(&scan))
		return false;
	/* yajl keeps a token that ends with its input in memory of its own: a bracket at the end rules that out. */
	if (roles[(unsigned char)scan.end[-1]] != ROLE_CLOSE) {
		scan.at--;
		return refuse(&scan, "something follows the end of the object or array");
	}
	*ret_shape = scan.shape;
	return true;
}
