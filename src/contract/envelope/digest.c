#include <openssl/evp.h>
#include <pthread.h>

#include "contract/envelope/attributes.h"

static EVP_MD *sha256;

/* Looking the algorithm up costs more than hashing an event. */
static void find_sha256(void)
{
	sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
}

/* With its length in front: otherwise what ends one part could begin the next. */
static void add_part(EVP_MD_CTX *digest, struct text part)
{
	unsigned char length[8];
	for (size_t i = 0; i < sizeof(length); i++)
		length[i] = (unsigned char)((uint64_t)part.len >> (56 - 8 * i));
	EVP_DigestUpdate(digest, length, sizeof(length));
	EVP_DigestUpdate(digest, part.at, part.len);
}

static void free_digest(EVP_MD_CTX **digest)
{
	EVP_MD_CTX_free(*digest);
}

int64_t envelope_digest(const struct envelope *envelope)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, find_sha256);
	EVP_MD_CTX *digest CLEANUP(free_digest) = EVP_MD_CTX_new();
	unsigned char hash[EVP_MAX_MD_SIZE] = {0};
	if (!digest || !EVP_DigestInit_ex2(digest, sha256, NULL))
		return 0;
	add_part(digest, envelope->source);
	add_part(digest, envelope->type);
	add_part(digest, envelope->data);
	EVP_DigestFinal_ex(digest, hash, NULL);
	uint64_t first = 0;
	for (int i = 0; i < 8; i++)
		first = first << 8 | hash[i];
	return (int64_t)first;
}
