/* Compiler attributes that the public headers use. */
#ifndef HAPAX_MACROS_H
#define HAPAX_MACROS_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text_at, first) __attribute__((format(printf, text_at, first)))
#define CLEANUP(fn) __attribute__((cleanup(fn)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
