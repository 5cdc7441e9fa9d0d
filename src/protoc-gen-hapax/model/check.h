/* Whether the events of a model make a contract: names, versions, keys, and nothing twice. */
#ifndef PROTOC_GEN_HAPAX_CHECK_H
#define PROTOC_GEN_HAPAX_CHECK_H

#include "protoc-gen-hapax/model/model.h"

/* Mistakes go to model->errors. */
void check_topics(struct model *model);
/* Streams, which have no typed form. */
void check_services(struct model *model);
void check_events(struct model *model);
bool check_topic_name(const char *name);

#endif
