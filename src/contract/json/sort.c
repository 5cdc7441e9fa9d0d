#include "contract/json/sort.h"

#include <stdbool.h>

static void merge(const void **from, const void **into, size_t start, size_t middle, size_t end,
		  int (*compare)(const void *a, const void *b))
{
	size_t left = start, right = middle;
	for (size_t out = start; out < end; out++) {
		bool take_left = left < middle && (right == end || compare(from[left], from[right]) <= 0);
		into[out] = take_left ? from[left++] : from[right++];
	}
}

const void **stable_sort(const void **from, const void **into, size_t count, int (*compare)(const void *a, const void *b))
{
	for (size_t width = 1; width < count; width *= 2) {
		for (size_t start = 0; start < count; start += 2 * width) {
			size_t middle = start + width < count ? start + width : count;
			size_t end = middle + width < count ? middle + width : count;
			merge(from, into, start, middle, end, compare);
		}
		const void **sorted = into;
		into = from;
		from = sorted;
	}
	return from;
}
