/* Written by protoc-gen-hapax from sink.proto; change that one, not this one. */
#ifndef SINK_H
#define SINK_H

#include "hapax/event.h"
#include "sink.pb-c.h"

HAPAX_BEGIN_C

#define sink_scalars Hapax__Sink__V1__Scalars
#define SINK_SCALARS_INIT HAPAX__SINK__V1__SCALARS__INIT
#define sink_lists Hapax__Sink__V1__Lists
#define SINK_LISTS_INIT HAPAX__SINK__V1__LISTS__INIT
#define sink_maps Hapax__Sink__V1__Maps
#define SINK_MAPS_INIT HAPAX__SINK__V1__MAPS__INIT
#define sink_known Hapax__Sink__V1__Known
#define SINK_KNOWN_INIT HAPAX__SINK__V1__KNOWN__INIT
#define sink_choice Hapax__Sink__V1__Choice
#define SINK_CHOICE_INIT HAPAX__SINK__V1__CHOICE__INIT
#define sink_names Hapax__Sink__V1__Names
#define SINK_NAMES_INIT HAPAX__SINK__V1__NAMES__INIT
#define sink_tree Hapax__Sink__V1__Tree
#define SINK_TREE_INIT HAPAX__SINK__V1__TREE__INIT
#define sink_tree_leaf Hapax__Sink__V1__Tree__Leaf
#define SINK_TREE_LEAF_INIT HAPAX__SINK__V1__TREE__LEAF__INIT
#define sink_tree_leaf_vein Hapax__Sink__V1__Tree__Leaf__Vein
#define SINK_TREE_LEAF_VEIN_INIT HAPAX__SINK__V1__TREE__LEAF__VEIN__INIT
#define sink_sink Hapax__Sink__V1__Sink
#define SINK_SINK_INIT HAPAX__SINK__V1__SINK__INIT


HAPAX_END_C

#endif
