/* A stable sort without a worst case that a peer could choose: bottom-up merges, and no memory but the two arrays. Pure. */
#ifndef HAPAX_CONTRACT_JSON_SORT_H
#define HAPAX_CONTRACT_JSON_SORT_H

#include <stddef.h>

/* from and into have room for count each; returns the one that is sorted in the end. */
const void **stable_sort(const void **from, const void **into, size_t count, int (*compare)(const void *a, const void *b));

#endif
