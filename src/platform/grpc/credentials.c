/* The server's TLS, from PEM files. Core would only log what it doesn't like about them, so they are looked at first. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <grpc/grpc_security.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "platform/grpc/front.h"

enum { PEM_MAX_BYTES = 1024 * 1024 };

static void close_file(FILE **file)
{
	if (*file)
		fclose(*file);
}

/* In the arena, NUL-terminated; NULL with the failure recorded. */
static char *read_pem(struct context *context, const char *what, const char *path)
{
	FILE *file CLEANUP(close_file) = fopen(path, "re");
	if (!file) {
		(void)fail(context, STATUS_INVALID, "%s: cannot open %s: %s", what, path, strerror(errno));
		return NULL;
	}
	struct stat about;
	if (fstat(fileno(file), &about) != 0 || about.st_size > PEM_MAX_BYTES) {
		(void)fail(context, STATUS_INVALID, "%s: cannot read %s, or it is longer than %d bytes", what, path, PEM_MAX_BYTES);
		return NULL;
	}
	char *pem = arena_alloc(context->arena, (size_t)about.st_size + 1);
	if (!pem) {
		(void)fail(context, STATUS_EXHAUSTED, "%s: no memory to read %s", what, path);
		return NULL;
	}
	pem[fread(pem, 1, (size_t)about.st_size, file)] = '\0';
	if (ferror(file)) {
		(void)fail(context, STATUS_INVALID, "%s: cannot read %s: %s", what, path, strerror(errno));
		return NULL;
	}
	return pem;
}

static X509 *parse_certificate(const char *pem)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	X509 *certificate = bio ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
	BIO_free(bio);
	return certificate;
}

static int no_passphrase(char *buffer, int size, int writing, void *data)
{
	(void)buffer;
	(void)size;
	(void)writing;
	(void)data;
	return -1;
}

static EVP_PKEY *parse_key(const char *pem)
{
	BIO *bio = BIO_new_mem_buf(pem, -1);
	EVP_PKEY *key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL) : NULL;
	BIO_free(bio);
	return key;
}

static enum status check_pair(struct context *context, const struct grpc_front_options *options, const char *certificate_pem,
			      const char *key_pem)
{
	enum status status = STATUS_OK;
	X509 *certificate = parse_certificate(certificate_pem);
	EVP_PKEY *key = parse_key(key_pem);
	if (!certificate)
		status = fail(context, STATUS_INVALID, "TLS certificate: %s holds no PEM certificate", options->tls_certificate);
	else if (!key)
		status = fail(context, STATUS_INVALID, "TLS key: %s holds no PEM private key without a passphrase",
			      options->tls_key);
	else if (X509_check_private_key(certificate, key) != 1)
		status = fail(context, STATUS_INVALID, "TLS key: %s doesn't belong to the certificate in %s", options->tls_key,
			      options->tls_certificate);
	EVP_PKEY_free(key);
	X509_free(certificate);
	return status;
}

static enum status check_ca(struct context *context, const char *path, const char *pem)
{
	X509 *certificate = parse_certificate(pem);
	if (!certificate)
		return fail(context, STATUS_INVALID, "TLS client CA: %s holds no PEM certificate", path);
	X509_free(certificate);
	return STATUS_OK;
}

static grpc_server_credentials *tls_credentials(struct context *context, const struct grpc_front_options *options)
{
	char *certificate = read_pem(context, "TLS certificate", options->tls_certificate);
	char *key = certificate ? read_pem(context, "TLS key", options->tls_key) : NULL;
	if (!key || check_pair(context, options, certificate, key) != STATUS_OK)
		return NULL;
	char *ca = NULL;
	if (options->tls_client_ca) {
		ca = read_pem(context, "TLS client CA", options->tls_client_ca);
		if (!ca || check_ca(context, options->tls_client_ca, ca) != STATUS_OK)
			return NULL;
	}
	grpc_ssl_pem_key_cert_pair pair = {.private_key = key, .cert_chain = certificate};
	const grpc_ssl_client_certificate_request_type request =
		ca ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE;
	grpc_server_credentials *credentials = grpc_ssl_server_credentials_create_ex(ca, &pair, 1, request, NULL);
	OPENSSL_cleanse(key, strlen(key));
	if (!credentials)
		(void)fail(context, STATUS_INVALID, "TLS certificate: %s was refused", options->tls_certificate);
	return credentials;
}

grpc_server_credentials *front_credentials(struct context *context, const struct grpc_front_options *options)
{
	if (options->tls_certificate && options->tls_key)
		return tls_credentials(context, options);
	if (options->tls_certificate || options->tls_key || options->tls_client_ca) {
		(void)fail(context, STATUS_INVALID, "TLS: certificate and key belong together, and a client CA needs both");
		return NULL;
	}
	return grpc_insecure_server_credentials_create();
}
