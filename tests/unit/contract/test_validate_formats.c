#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "contract/validate/formats.h"

#include <cmocka.h>

#define SIXTY_THREE "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc"
#define HOST_253    SIXTY_THREE "." SIXTY_THREE "." SIXTY_THREE ".abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghija"

static void check(const char *name, bool (*holds)(struct text text), const char *const *good, const char *const *bad)
{
	for (; *good; good++)
		if (!holds(text_of(*good)))
			fail_msg("\"%s\" is no %s", *good, name);
	for (; *bad; bad++)
		if (holds(text_of(*bad)))
			fail_msg("\"%s\" passes for a %s", *bad, name);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void emails_as_in_html(void **state)
{
	(void)state;
	check("email", format_is_email,
	      LIST("a@b", "foo@example.com", "a.b+c@d-e.f", ".a.@b", "!#$%&'*+/=?^_`{|}~-@b", "a@1.2", "a@" SIXTY_THREE),
	      LIST("", "@", "a@", "@b", "a", "a b@c", "a@b@c", "a@b.", "a@.b", "a@b..c", "a@-b", "a@b-", "a@b_c",
		   "a@" SIXTY_THREE "d", "\xc3\xb6@b", "a@\xc3\xb6", "a@b\n", "<a@b>", "a@[1.2.3.4]"));
}

static void hostnames(void **state)
{
	(void)state;
	check("hostname", format_is_hostname, LIST("a", "a.", "A.b", "1.a", "a-b.c", "xn--a", SIXTY_THREE, HOST_253, HOST_253 "."),
	      LIST("", ".", "a..b", "-a", "a-", "a.-b", "1", "a.1", "1.2.3.4", "a.1.", "a_b", "\xc3\xb6", "a b", SIXTY_THREE "d",
		   HOST_253 "b", ".a"));
}

static void addresses(void **state)
{
	(void)state;
	check("ipv4", format_is_ipv4, LIST("0.0.0.0", "255.255.255.255", "1.2.3.4"),
	      LIST("", "256.1.1.1", "1.2.3", "1.2.3.4.", "1.2.3.4.5", "01.2.3.4", " 1.2.3.4", "1.2.3.4\n", "1.2.3.4/8", "::1",
		   "a.b.c.d", "1..2.3", "0x1.2.3.4"));
	check("ipv6", format_is_ipv6,
	      LIST("::", "::1", "1::", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "ABCD:ef::", "::ffff:1.2.3.4",
		   "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5::1.2.3.4", "fe80::1%en0", "::%\xc3\xb6", "::1%a%b", "::1.2.3.4%x",
		   "1111:2222:3333:4444:5555:6666:255.255.255.255"),
	      LIST("", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
		   "1:2:3:4:5:6:7:8::", "::1::", "12345::", "g::", "1:::2", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6::1.2.3.4",
		   "::01.2.3.4", "::1.2.3", "::1%", "%a", "[::1]", "::1/64", "1.2.3.4", " ::1", "::1 "));
	check("ip", format_is_ip, LIST("::1", "1.2.3.4"), LIST("", "example.com", "1.2.3", "1.2.3.4%x"));
	check("address", format_is_address, LIST("::1", "1.2.3.4", "example.com", "a.1.b"), LIST("", "1.2.3", "a b", "[::1]"));
}

static void prefixes(void **state)
{
	(void)state;
	check("ipv4_with_prefixlen", format_is_ipv4_with_prefixlen, LIST("1.2.3.4/0", "1.2.3.4/32", "1.2.3.4/8"),
	      LIST("", "1.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/08", "1.2.3.4/-1", "1.2.3.4/+1", "1.2.3.4/8 ", "/8", "::/8",
		   "1.2.3.4/8/8", "1.2.3.4/99999999999999999999"));
	check("ipv6_with_prefixlen", format_is_ipv6_with_prefixlen, LIST("::1/0", "::1/128", "fe80::1/64"),
	      LIST("::1", "::1/129", "::1%a/64", "::1/64%a", "1.2.3.4/8"));
	check("ip_with_prefixlen", format_is_ip_with_prefixlen, LIST("::1/64", "1.2.3.4/8"), LIST("", "1.2.3.4/64", "a/8"));
	check("ipv4_prefix", format_is_ipv4_prefix, LIST("0.0.0.0/0", "10.0.0.0/8", "1.2.3.4/32", "192.168.128.0/17", "1.2.3.4/31"),
	      LIST("10.0.0.1/8", "192.168.128.0/16", "1.2.3.6/30", "1.2.3.5/31", "128.0.0.0/0"));
	check("ipv6_prefix", format_is_ipv6_prefix, LIST("::/0", "fe80::/10", "::1/128", "1:2:3:4::/64"),
	      LIST("::1/127", "fe80::1/64", "1:2:3:4:8000::/64", "10.0.0.0/8"));
	check("ip_prefix", format_is_ip_prefix, LIST("10.0.0.0/8", "::/1"), LIST("10.0.0.1/8", "::1/1"));
	check("host_and_port", format_is_host_and_port, LIST("a:0", "a.b:65535", "1.2.3.4:80", "[::1]:80", "[fe80::1%e]:1", "a.:1"),
	      LIST("", ":", "a", "a:", ":1", "a:65536", "a:01", "a:-1", "a:+1", "a:1 ", "::1", "[::1]", "[::1]80", "::1:80",
		   "[a]:1", "[1.2.3.4]:1", "1.2.3:80", "a b:1", "[]:1", "[:1", "a:1:2"));
}

static void uris(void **state)
{
	(void)state;
	const char *const *good = LIST(
		"a:", "a:b", "a:/", "a:/b//c", "a://", "a:///", "http://example.com/a?b=c#d", "a://b:", "a://b:80", "a://u:p@b",
		"a://@b", "a://u@", "a+b-c.1:d", "mailto:a@b.c", "urn:x:y:z", "a://[::1]", "a://[::1]:8", "a://[fe80::1%25en0]",
		"a://[v1.a:b]", "a://[vF.~]", "a:?", "a:#", "a:?a?b/c#d?e/f", "a:b%20c", "a://%C3%B6/", "a://h/%ff", "a:b:c:d",
		"a:;,@&=+$!*'()", "a://1.2.3.4", "a://999.1", "a:..", "a://b//c", "A:B", "a://h%41", "a://u%ff@h");
	const char *const *never = LIST("a b", "http://a b", "a:%", "a:%2", "a:%2g", "a:[", "a:b[", "a://[", "a://[]", "a://[::1",
					"a://[::1%en0]", "a://[::1%25]", "a://[::1]a", "a://[1.2.3.4]", "a://[v.a]", "a://[v1.]",
					"a://[v1a]", "a://a:b", "a://a:8a", "a://a@b@c", "a:#a#b", "a:b\\c", "a:<", "a:\"", "a:^",
					"a:`", "a:{", "a:|", "a:\xc3\xb6", "a:\n", "a://%ff", "a://%c3", "a://%c3%28",
					"a://[::1]%41", "a://a[::1]", "1a:b", ":", ":a", "+a:b", "a_b:c", "a%41:b", "a://[::1]:8a");
	check("uri", format_is_uri, good, never);
	check("uri", format_is_uri, LIST("a:"), LIST("", "a", "/a", "//a", "?a", "#a", "./a:b"));
	check("uri_ref", format_is_uri_ref, good, never);
	check("uri_ref", format_is_uri_ref,
	      LIST("", "a", "/", "/a", "//a", "//a:1/b", "?a", "#a", "./a:b", "a/b:c", "../..", "/a:b", "//", "?", "#", "a%20b",
		   "a?b:c", "//[::1]"),
	      LIST("//a:b", "%", "a b", "//%ff", "a[", "//[", "1a:b", ":a"));
}

static void identifiers(void **state)
{
	(void)state;
	check("uuid", format_is_uuid, LIST("018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11", "018F3F6E-7C1E-7A3B-9C55-2F4D8A6B0C11"),
	      LIST("", "018f3f6e7c1e7a3b9c552f4d8a6b0c11", "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c1",
		   "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c112", "018f3f6e-7c1e-7a3b-9c552f4d8a6b0c11",
		   "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c1g", "{018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11}",
		   "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11-", "018f3f6e-7c1e7-a3b-9c55-2f4d8a6b0c11"));
	check("tuuid", format_is_tuuid, LIST("018f3f6e7c1e7a3b9c552f4d8a6b0c11"),
	      LIST("", "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11", "018f3f6e7c1e7a3b9c552f4d8a6b0c1",
		   "018f3f6e7c1e7a3b9c552f4d8a6b0c1x"));
	check("ulid", format_is_ulid,
	      LIST("01ARZ3NDEKTSV4RRFFQ69G5FAV", "01arz3ndektsv4rrffq69g5fav", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"),
	      LIST("", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAI",
		   "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01ARZ3NDEKTSV4RRFFQ69G5FAl", "01ARZ3NDEKTSV4RRFFQ69G5FAVX",
		   "01ARZ3NDEKTSV4RRFFQ69G5FA-"));
	check("fqn", format_is_protobuf_fqn, LIST("a", "a.b", "_a1.B_"),
	      LIST("", ".", "a.", ".a", "a..b", "1a", "a.1", "a-b", "a b"));
	check("dot_fqn", format_is_protobuf_dot_fqn, LIST(".a", ".a.b1"), LIST("", ".", "a", "..a", ".a.", ".1"));
}

static void headers(void **state)
{
	(void)state;
	check("header_name", format_is_header_name, LIST("a", "X-A", ":path", "a+b,c.d", "`~|!#$%&'*^_"),
	      LIST("", ":", "a b", "a:b", "::a", "a\n", "a/b", "\xc3\xb6", "\"", "a(b)", "a@b"));
	check("header_name_loose", format_is_header_name_loose, LIST("a b", ":", "\xc3\xb6", "\t"), LIST("", "a\n", "\r"));
	check("header_value", format_is_header_value, LIST("", "a b", "\t", "\xc3\xb6", "~"), LIST("a\n", "\r", "\x01", "\x7f"));
	check("header_value_loose", format_is_header_value_loose, LIST("", "\x01", "\x7f", "a b"), LIST("\n", "a\r"));
}

static void a_nul_is_part_of_no_format(void **state)
{
	(void)state;
	static bool (*const formats[])(struct text text) = {
		format_is_email,
		format_is_hostname,
		format_is_ip,
		format_is_uri,
		format_is_uri_ref,
		format_is_protobuf_fqn,
		format_is_ulid,
		format_is_header_name,
		format_is_header_value,
		format_is_header_name_loose,
		format_is_host_and_port,
	};
	static const struct text texts[] = {TEXT_INIT("a\0b"),
					    TEXT_INIT("a@b\0"),
					    TEXT_INIT("1.2.3.4\0"),
					    TEXT_INIT("a:\0"),
					    TEXT_INIT("::1\0"),
					    TEXT_INIT("a:1\0"),
					    TEXT_INIT("01ARZ3NDEKTSV4RRFFQ69G5FA\0")};
	for (size_t i = 0; i < COUNT_OF(formats); i++)
		for (size_t j = 0; j < COUNT_OF(texts); j++)
			assert_false(formats[i](texts[j]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(emails_as_in_html),
		cmocka_unit_test(hostnames),
		cmocka_unit_test(addresses),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(uris),
		cmocka_unit_test(identifiers),
		cmocka_unit_test(headers),
		cmocka_unit_test(a_nul_is_part_of_no_format),
	};
	return cmocka_run_group_tests_name("validate_formats", tests, NULL, NULL);
}
