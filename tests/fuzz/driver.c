/* Stands in for libFuzzer where there is none: feeds every file of the given folders to the target, each one also cut short. */
#include <dirent.h>
#include <errno.h>
#include <string.h>

#include "fuzz/fuzz.h"

enum { FILE_MAX_BYTES = 1024 * 1024, CUTS_MAX = 256 };

static char content[FILE_MAX_BYTES];

/* In memory of its own size, so that a sanitizer sees every byte too far. */
static void run(size_t len)
{
	uint8_t *copy = malloc(len ? len : 1);
	if (!copy)
		abort();
	memcpy(copy, content, len);
	LLVMFuzzerTestOneInput(copy, len);
	free(copy);
}

static int run_file(const char *folder, const char *name)
{
	char path[4096];
	snprintf(path, sizeof(path), "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return -1;
	size_t len = fread(content, 1, sizeof(content), file);
	fclose(file);
	size_t step = len / CUTS_MAX + 1;
	for (size_t cut = 0; cut < len; cut += step)
		run(cut);
	run(len);
	return 0;
}

/* The number of files, -1 when the folder can't be read. */
static int run_folder(const char *folder)
{
	DIR *entries = opendir(folder);
	int files = 0;
	if (!entries)
		return -1;
	for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries))
		if (entry->d_name[0] != '.' && run_file(folder, entry->d_name) == 0)
			files++;
	closedir(entries);
	return files;
}

int main(int argc, char **argv)
{
	int total = 0;
	for (int i = 1; i < argc; i++) {
		int files = run_folder(argv[i]);
		if (files < 0)
			fprintf(stderr, "%s: %s\n", argv[i], strerror(errno));
		total += files > 0 ? files : 0;
	}
	printf("%d files\n", total);
	return total > 0 ? 0 : 1;
}
