/* Topic names of the contract and what they are called on the broker (HAPAX_TOPICS="task-events=acme.tasks,..."). Read only after
 * it was made. */
#ifndef HAPAX_CONTRACT_TOPICS_H
#define HAPAX_CONTRACT_TOPICS_H

#include "hapax/context.h"

struct topic_map;

/* setting may be empty or NULL; a topic may go by another system's name for it that the contract has (also_called). STATUS_INVALID
 * for a malformed pair, a topic that no event of the catalogue has, or one named twice. */
MUST_CHECK enum status topic_map_new(struct context *context, const char *setting, struct topic_map **ret_map);
void topic_map_free(struct topic_map *map);
/* The broker's name for a topic of the contract; the same where nothing is mapped. Borrowed. */
const char *topic_map_broker(const struct topic_map *map, const char *topic);
/* The contract's name for a topic of the broker: as mapped, else the topic that the contract says is also called so, else the same.
 * Borrowed. */
const char *topic_map_contract(const struct topic_map *map, const char *topic);

#endif
