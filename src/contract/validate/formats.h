/* Whether a text has a well-known form. Pure. Private to contract/validate. */
#ifndef HAPAX_CONTRACT_VALIDATE_FORMATS_H
#define HAPAX_CONTRACT_VALIDATE_FORMATS_H

#include "hapax/text.h"

/* As in HTML: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address */
bool format_is_email(struct text text);
/* RFC 1123, with or without a dot at the end; the last label isn't all digits. */
bool format_is_hostname(struct text text);
bool format_is_uuid(struct text text);
/* A UUID without its hyphens. */
bool format_is_tuuid(struct text text);
bool format_is_ulid(struct text text);
/* "hapax.tasks.v1.TaskCreated", and with a dot in front. */
bool format_is_protobuf_fqn(struct text text);
bool format_is_protobuf_dot_fqn(struct text text);
/* Of HTTP. The loose ones only refuse what would end the line. */
bool format_is_header_name(struct text text);
bool format_is_header_name_loose(struct text text);
bool format_is_header_value(struct text text);
bool format_is_header_value_loose(struct text text);

bool format_is_ip(struct text text);
/* Four decimal numbers, without leading zeros. */
bool format_is_ipv4(struct text text);
/* RFC 4291, with or without a zone (fe80::1%en0). */
bool format_is_ipv6(struct text text);
/* A hostname or an address. */
bool format_is_address(struct text text);
/* An address, "/" and how many bits of it are the network's. */
bool format_is_ip_with_prefixlen(struct text text);
bool format_is_ipv4_with_prefixlen(struct text text);
bool format_is_ipv6_with_prefixlen(struct text text);
/* The same, and the bits of the host are 0. */
bool format_is_ip_prefix(struct text text);
bool format_is_ipv4_prefix(struct text text);
bool format_is_ipv6_prefix(struct text text);
/* "example.com:80", "1.2.3.4:80", "[::1]:80" */
bool format_is_host_and_port(struct text text);

/* RFC 3986, with RFC 6874's zones. */
bool format_is_uri(struct text text);
bool format_is_uri_ref(struct text text);

/* Of bytes: how many there are. */
bool format_is_ip_bytes(struct text text);
bool format_is_ipv4_bytes(struct text text);
bool format_is_ipv6_bytes(struct text text);
bool format_is_uuid_bytes(struct text text);

static inline bool format_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool format_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool format_is_hex(char c)
{
	return format_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

#endif
