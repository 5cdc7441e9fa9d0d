/* The only C++ of the library: RE2 has no C face of its own. No exception leaves this file. */
#include "hapax/pattern.h"

#include <cstdio>
#include <memory>

#include <re2/re2.h>

namespace
{

/* Of one expression, its caches included; RE2 refuses one that needs more, and throws caches away that would. */
constexpr int64_t PATTERN_MAX_BYTES = 1 << 20;

std::unique_ptr<const RE2> compile(const char *regex)
{
	RE2::Options options;
	options.set_log_errors(false);
	options.set_never_capture(true);
	options.set_max_mem(PATTERN_MAX_BYTES);
	return std::make_unique<const RE2>(regex, options);
}

/* Two threads may compile the same expression at once; the later one's is thrown away. */
const RE2 *get_compiled(pattern *pattern)
{
	void *found = __atomic_load_n(&pattern->compiled, __ATOMIC_ACQUIRE);
	if (found)
		return static_cast<const RE2 *>(found);
	std::unique_ptr<const RE2> fresh = compile(pattern->regex);
	void *wanted = const_cast<RE2 *>(fresh.get());
	if (__atomic_compare_exchange_n(&pattern->compiled, &found, wanted, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return fresh.release();
	return static_cast<const RE2 *>(found);
}

} // namespace

enum pattern_result pattern_search(struct pattern *pattern, struct text text)
{
	try {
		const RE2 *compiled = get_compiled(pattern);
		if (!compiled->ok())
			return PATTERN_FAILED;
		return RE2::PartialMatch(re2::StringPiece(text.at ? text.at : "", text.len), *compiled) ? PATTERN_MATCHES
													: PATTERN_DIFFERS;
	} catch (...) {
		return PATTERN_FAILED;
	}
}

bool pattern_check(const char *regex, char ret_error[PATTERN_ERROR_MAX])
{
	try {
		std::unique_ptr<const RE2> compiled = compile(regex);
		if (compiled->ok())
			return true;
		snprintf(ret_error, PATTERN_ERROR_MAX, "%s", compiled->error().c_str());
	} catch (...) {
		snprintf(ret_error, PATTERN_ERROR_MAX, "out of memory");
	}
	return false;
}
