/* Written by protoc-gen-hapax: every event of one run, for struct service or catalogue_register(). */
#ifndef ACME_CATALOGUE_H
#define ACME_CATALOGUE_H

#include "hapax/event.h"

extern const struct catalogue acme_catalogue;

#endif
