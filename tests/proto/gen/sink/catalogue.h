/* Written by protoc-gen-hapax: every event of one run, for struct service or catalogue_register(). */
#ifndef SINK_CATALOGUE_H
#define SINK_CATALOGUE_H

#include "hapax/event.h"

HAPAX_BEGIN_C

extern const struct catalogue sink_catalogue;

HAPAX_END_C

#endif
