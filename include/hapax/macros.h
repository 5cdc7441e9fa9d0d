/* Compiler attributes that the public headers use, and what makes those headers good for C++ as well. */
#ifndef HAPAX_MACROS_H
#define HAPAX_MACROS_H

#define MUST_CHECK		    __attribute__((warn_unused_result))
#define PRINTF_LIKE(text_at, first) __attribute__((format(printf, text_at, first)))
#define CLEANUP(fn)		    __attribute__((cleanup(fn)))
#define COUNT_OF(array)		    (sizeof(array) / sizeof((array)[0]))

/* Around declarations of what is written in C; and the type in front of the members of a value: HAPAX_VALUE(text){at, len}. */
#ifdef __cplusplus
#define HAPAX_BEGIN_C	  extern "C" {
#define HAPAX_END_C	  }
#define HAPAX_VALUE(type) ::type
#else
#define HAPAX_BEGIN_C
#define HAPAX_END_C
#define HAPAX_VALUE(type) (struct type)
#endif

#endif
