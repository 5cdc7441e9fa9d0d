#include "dev_sidecar/faults.h"

void faults_init(struct faults *faults, const struct fault_rates *rates)
{
	faults->rates = *rates;
	faults->state = rates->seed;
}

/* SplitMix64: every seed is a good one, also 0. */
static uint64_t draw(struct faults *faults)
{
	faults->state += 0x9e3779b97f4a7c15u;
	uint64_t z = faults->state;
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

bool faults_hit(struct faults *faults, int percent)
{
	if (percent <= 0)
		return false;
	if (percent >= 100)
		return true;
	return draw(faults) % 100 < (uint64_t)percent;
}

enum publish_fault faults_publish(struct faults *faults, int percent)
{
	if (!faults_hit(faults, percent))
		return PUBLISH_FINE;
	return faults_hit(faults, 50) ? PUBLISH_ANSWER_LOST : PUBLISH_REFUSED;
}

int64_t faults_delay_us(struct faults *faults)
{
	if (faults->rates.delay_ms <= 0)
		return 0;
	return (int64_t)(draw(faults) % ((uint64_t)faults->rates.delay_ms * 1000 + 1));
}
