/*
 * Older envelopes: what producers of other task apps publish, JSON objects that are no CloudEvents but say the same under other
 * names (event_id, event_type, timestamp, task_data, ...; the table is in adapt/members.c, the rules are in docs/envelopes.md).
 * They come as the data of a CloudEvent, which daprd or the publisher made around them, or bare. Reentrant; everything lives in the
 * context's arena or borrows from the input.
 */
#ifndef HAPAX_CONTRACT_ADAPT_H
#define HAPAX_CONTRACT_ADAPT_H

#include "contract/envelope.h"

/*
 * When the data of a CloudEvent that was read is an older envelope, *envelope becomes what that one says: its own id, type,
 * version, time, source and data, and the CloudEvent's where it says nothing. Otherwise *envelope stays as it is. *ret_adapted
 * tells which. The topic (the contract's name) decides short types. The type becomes the contract's name where there is one for it.
 *
 * STATUS_INVALID names every violation, those of the data too; *envelope then holds what could be read, for the dead letter.
 */
MUST_CHECK enum status adapt_data(struct context *context, struct text topic, struct envelope *envelope, bool *ret_adapted);

/*
 * The same for bytes that envelope_read() refused or found no specversion in. When they are no older envelope either, the context's
 * failure and *envelope stay as they are, and so does what is returned: read_status.
 */
MUST_CHECK enum status adapt_bare(struct context *context, struct text topic, struct text json, enum status read_status,
				  struct envelope *envelope, bool *ret_adapted);

#endif
