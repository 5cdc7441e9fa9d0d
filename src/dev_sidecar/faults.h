/*
 * Faults that the sidecar makes on purpose, drawn from a seeded generator: the same seed gives the same sequence of decisions.
 * Owned by the sidecar and used under its lock.
 */
#ifndef HAPAX_DEV_SIDECAR_FAULTS_H
#define HAPAX_DEV_SIDECAR_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

/* How often, in percent from 0 to 100. Zeroed: never. */
struct fault_rates {
	int duplicate;	       /* of events are delivered twice */
	int reorder;	       /* of events overtake the one before them in their partition */
	int lose_ack;	       /* of answers are ignored: the event was handled and comes again */
	int fail_publish;      /* of publish calls are refused; half of those are stored all the same */
	int fail_bulk_entries; /* of the entries of bulk calls are refused; half of those are stored all the same */
	int delay_ms;	       /* longest wait before an event is delivered */
	uint64_t seed;
};

struct faults {
	struct fault_rates rates;
	uint64_t state;
};

enum publish_fault { PUBLISH_FINE, PUBLISH_REFUSED, PUBLISH_ANSWER_LOST };

void faults_init(struct faults *faults, const struct fault_rates *rates);
/* True in percent of the calls. Draws nothing for 0 and 100, so that switching one fault on leaves the others alone. */
bool faults_hit(struct faults *faults, int percent);
/* Whether, and how, a publish call or an entry of one fails. */
enum publish_fault faults_publish(struct faults *faults, int percent);
/* Between 0 and delay_ms. */
int64_t faults_delay_us(struct faults *faults);

#endif
