/* Addresses of the Internet: what inet_pton() takes, and no other spelling. */
#include <arpa/inet.h>
#include <string.h>

#include "contract/validate/formats.h"

enum { IPV4_BITS = 32, IPV6_BITS = 128, PORT_MAX = 65535 };

static bool parse(int family, struct text text, unsigned char ret_address[sizeof(struct in6_addr)])
{
	char address[INET6_ADDRSTRLEN];
	if (text.len == 0 || text.len >= sizeof(address) || memchr(text.at, '\0', text.len))
		return false;
	memcpy(address, text.at, text.len);
	address[text.len] = '\0';
	return inet_pton(family, address, ret_address) == 1;
}

bool format_is_ipv4(struct text text)
{
	unsigned char address[sizeof(struct in6_addr)];
	return parse(AF_INET, text, address);
}

bool format_is_ipv6(struct text text)
{
	unsigned char address[sizeof(struct in6_addr)];
	struct text zone = text, before = text_cut(&zone, '%');
	return parse(AF_INET6, before, address) && (!zone.at || zone.len > 0);
}

bool format_is_ip(struct text text)
{
	return format_is_ipv4(text) || format_is_ipv6(text);
}

bool format_is_address(struct text text)
{
	return format_is_hostname(text) || format_is_ip(text);
}

/* Digits without a leading zero. */
static bool parse_number(struct text text, int64_t max, int64_t *ret_number)
{
	if (text.len == 0 || !format_is_digit(text.at[0]) || (text.len > 1 && text.at[0] == '0'))
		return false;
	return text_to_i64(text, ret_number) && *ret_number <= max;
}

static bool has_host_bits(const unsigned char *address, int64_t prefix, int64_t bits)
{
	for (int64_t bit = prefix; bit < bits; bit++)
		if (address[bit / 8] & (0x80 >> bit % 8))
			return true;
	return false;
}

static bool is_prefix(int family, int64_t bits, bool strict, struct text text)
{
	unsigned char address[sizeof(struct in6_addr)];
	struct text length = text, before = text_cut(&length, '/');
	int64_t prefix;
	return parse(family, before, address) && parse_number(length, bits, &prefix) &&
	       !(strict && has_host_bits(address, prefix, bits));
}

bool format_is_ipv4_with_prefixlen(struct text text)
{
	return is_prefix(AF_INET, IPV4_BITS, false, text);
}

bool format_is_ipv6_with_prefixlen(struct text text)
{
	return is_prefix(AF_INET6, IPV6_BITS, false, text);
}

bool format_is_ip_with_prefixlen(struct text text)
{
	return format_is_ipv4_with_prefixlen(text) || format_is_ipv6_with_prefixlen(text);
}

bool format_is_ipv4_prefix(struct text text)
{
	return is_prefix(AF_INET, IPV4_BITS, true, text);
}

bool format_is_ipv6_prefix(struct text text)
{
	return is_prefix(AF_INET6, IPV6_BITS, true, text);
}

bool format_is_ip_prefix(struct text text)
{
	return format_is_ipv4_prefix(text) || format_is_ipv6_prefix(text);
}

bool format_is_host_and_port(struct text text)
{
	const char *colon = text.len ? memrchr(text.at, ':', text.len) : NULL;
	if (!colon)
		return false;
	struct text host = {text.at, (size_t)(colon - text.at)};
	struct text port = {colon + 1, text.len - host.len - 1};
	int64_t number;
	if (!parse_number(port, PORT_MAX, &number))
		return false;
	if (host.len > 1 && host.at[0] == '[' && host.at[host.len - 1] == ']')
		return format_is_ipv6((struct text){host.at + 1, host.len - 2});
	return format_is_hostname(host) || format_is_ipv4(host);
}
