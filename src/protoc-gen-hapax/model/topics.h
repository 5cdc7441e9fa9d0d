/* The topics that the files of a run declare. */
#ifndef PROTOC_GEN_HAPAX_TOPICS_H
#define PROTOC_GEN_HAPAX_TOPICS_H

#include "protoc-gen-hapax/model/model.h"

/* Fills in model->topics; of every file, as an event may go to a topic of an imported one. */
void model_read_topics(struct model *model);

#endif
