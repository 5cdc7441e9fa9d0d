/* Compiler attributes that the public headers use. */
#ifndef HAPAX_MACROS_H
#define HAPAX_MACROS_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format, first) __attribute__((format(printf, format, first)))
#define CLEANUP(fn) __attribute__((cleanup(fn)))
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

#endif
