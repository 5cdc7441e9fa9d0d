/* Dead letters: events that can't have their effect, kept with their original bytes and the reason. */
#ifndef HAPAX_RECEIVE_DEAD_LETTER_H
#define HAPAX_RECEIVE_DEAD_LETTER_H

#include "receive/consumer.h"

/* Stores the fresh dead letters among the items, in the batch's transaction. */
MUST_CHECK enum status dead_letters_bury(struct tx *tx, const char *consumer, struct inbox_item **items, size_t count);
/* Counts and logs them, once, after the commit. */
void dead_letters_report(const char *consumer, struct inbox_item **items, size_t count);

#endif
