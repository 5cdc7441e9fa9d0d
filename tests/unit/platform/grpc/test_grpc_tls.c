/* TLS with certificates made here: a CA that is the server's certificate at the same time. */
#include "grpc_pair.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

struct fixture {
	struct arena arena;
	struct context context;
	char folder[64];
	char *certificate;
	char *key;
	char *other_key;
	char *garbage;
};

static struct fixture fixture;

static char *file_named(const char *name)
{
	char *path = arena_printf(&fixture.arena, "%s/%s", fixture.folder, name);
	assert_non_null(path);
	return path;
}

static void write_key(const char *path, EVP_PKEY *key)
{
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(PEM_write_PrivateKey(file, key, NULL, NULL, 0, NULL, NULL), 1);
	fclose(file);
}

static void add_extension(X509 *certificate, int nid, const char *value)
{
	X509V3_CTX context;
	X509V3_set_ctx(&context, certificate, certificate, NULL, NULL, 0);
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, &context, nid, value);
	assert_non_null(extension);
	X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
}

static void write_certificate(const char *path, EVP_PKEY *key)
{
	X509 *certificate = X509_new();
	X509_set_version(certificate, 2);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
	X509_gmtime_adj(X509_getm_notBefore(certificate), -3600);
	X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
	X509_set_pubkey(certificate, key);
	X509_NAME *name = X509_get_subject_name(certificate);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)"127.0.0.1", -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
	add_extension(certificate, NID_subject_alt_name, "IP:127.0.0.1");
	assert_true(X509_sign(certificate, key, EVP_sha256()) > 0);
	FILE *file = fopen(path, "we");
	assert_non_null(file);
	assert_int_equal(PEM_write_X509(file, certificate), 1);
	fclose(file);
	X509_free(certificate);
}

static int set_up(void **state)
{
	(void)state;
	arena_init(&fixture.arena, 16 * MEBI);
	context_init(&fixture.context, &fixture.arena, NULL, NULL);
	snprintf(fixture.folder, sizeof(fixture.folder), "/tmp/hapax-test-tls-XXXXXX");
	assert_non_null(mkdtemp(fixture.folder));
	fixture.certificate = file_named("certificate.pem");
	fixture.key = file_named("key.pem");
	fixture.other_key = file_named("other.pem");
	fixture.garbage = file_named("garbage.pem");
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256"), *other = EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	write_key(fixture.key, key);
	write_key(fixture.other_key, other);
	write_certificate(fixture.certificate, key);
	EVP_PKEY_free(key);
	EVP_PKEY_free(other);
	FILE *file = fopen(fixture.garbage, "we");
	assert_non_null(file);
	fputs("not a PEM file\n", file);
	fclose(file);
	/* Read by core when the first client asks for TLS. */
	setenv("GRPC_DEFAULT_SSL_ROOTS_FILE_PATH", fixture.certificate, 1);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(fixture.certificate);
	unlink(fixture.key);
	unlink(fixture.other_key);
	unlink(fixture.garbage);
	rmdir(fixture.folder);
	arena_done(&fixture.arena);
	return 0;
}

static const struct endpoint echo[] = {{.path = "/t.T/Echo", .serve = serve_echo}};

/* The server's options, with a client that does or doesn't speak TLS. */
static void open_tls(struct grpc_pair *pair, const char *client_ca, bool client_tls)
{
	struct grpc_front_options options = pair_server_options();
	options.tls_certificate = fixture.certificate;
	options.tls_key = fixture.key;
	options.tls_client_ca = client_ca;
	pair_open_with(pair, &options, echo, 1);
	grpc_peer_close(pair->peer);
	char target[64];
	struct grpc_peer_options client = pair_client_options(target, sizeof(target), pair->front);
	client.tls = client_tls;
	assert_int_equal(grpc_peer_open(&pair->context, &client, &pair->peer), STATUS_OK);
}

static void call_over_tls_is_answered(void **state)
{
	(void)state;
	struct grpc_pair pair;
	open_tls(&pair, NULL, true);
	assert_true(text_equal(pair_call(&pair, "/t.T/Echo", TEXT("secret"), STATUS_OK), TEXT("secret")));
	pair_close(&pair);
}

static void plaintext_is_refused_by_a_tls_server(void **state)
{
	(void)state;
	struct grpc_pair pair;
	open_tls(&pair, NULL, false);
	(void)pair_call(&pair, "/t.T/Echo", TEXT("secret"), STATUS_UNAVAILABLE);
	pair_close(&pair);
}

static void client_without_a_certificate_is_refused_where_one_is_asked_for(void **state)
{
	(void)state;
	struct grpc_pair pair;
	open_tls(&pair, fixture.certificate, true);
	(void)pair_call(&pair, "/t.T/Echo", TEXT("secret"), STATUS_UNAVAILABLE);
	pair_close(&pair);
}

static void bad_files_are_named(void **state)
{
	(void)state;
	const char *const absent = file_named("absent.pem");
	const struct {
		const char *certificate, *key, *client_ca, *saying;
	} cases[] = {
		{absent, fixture.key, NULL, "TLS certificate: cannot open"},
		{fixture.garbage, fixture.key, NULL, "holds no PEM certificate"},
		{fixture.certificate, absent, NULL, "TLS key: cannot open"},
		{fixture.certificate, fixture.garbage, NULL, "holds no PEM private key"},
		{fixture.certificate, fixture.other_key, NULL, "doesn't belong to the certificate"},
		{fixture.certificate, fixture.key, fixture.garbage, "TLS client CA"},
		{fixture.certificate, NULL, NULL, "belong together"},
		{NULL, NULL, fixture.certificate, "belong together"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct grpc_front *front = NULL;
		struct grpc_front_options options = pair_server_options();
		options.tls_certificate = cases[i].certificate;
		options.tls_key = cases[i].key;
		options.tls_client_ca = cases[i].client_ca;
		failure_clear(&fixture.context);
		assert_int_equal(grpc_front_open(&fixture.context, &options, echo, 1, &front), STATUS_INVALID);
		if (!strstr(failure_text(&fixture.context), cases[i].saying))
			fail_msg("\"%s\" doesn't say \"%s\"", failure_text(&fixture.context), cases[i].saying);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(call_over_tls_is_answered),
		cmocka_unit_test(plaintext_is_refused_by_a_tls_server),
		cmocka_unit_test(client_without_a_certificate_is_refused_where_one_is_asked_for),
		cmocka_unit_test(bad_files_are_named),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
