/* Written by protoc-gen-hapax from sink.proto; change that one, not this one. */
#include "sink.h"
