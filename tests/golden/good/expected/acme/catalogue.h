/* Written by protoc-gen-hapax: every event of one run, for struct service or catalogue_register(). */
#ifndef ACME_CATALOGUE_H
#define ACME_CATALOGUE_H

#include "hapax/event.h"

HAPAX_BEGIN_C

extern const struct catalogue acme_catalogue;

HAPAX_END_C

#endif
