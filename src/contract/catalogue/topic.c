#include "contract/catalogue/topic.h"

#include "contract/catalogue.h"

static bool answers_to(const struct topic *topic, struct text name)
{
	for (const char *const *other = topic->also_called; other && *other; other++) {
		if (text_equal_string(name, *other))
			return true;
	}
	return text_equal_string(name, topic->name);
}

const struct topic *catalogue_topic(struct text name)
{
	for (size_t i = 0; i < catalogue_set_count(); i++) {
		const struct catalogue *set = catalogue_set_at(i);
		for (size_t j = 0; j < set->topic_count; j++) {
			if (answers_to(&set->topics[j], name))
				return &set->topics[j];
		}
	}
	return NULL;
}

static enum status check_name(struct context *context, const struct topic *topic, const char *name)
{
	const struct topic *before = catalogue_topic(text_of(name));
	return before ? fail(context, STATUS_CONFLICT,
			     "\"%s\", a name of topic %s, is a name of topic %s already; it may mean one topic only", name,
			     topic->name, before->name)
		      : STATUS_OK;
}

enum status catalogue_topics_check(struct context *context, const struct catalogue *catalogue)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < catalogue->topic_count; i++) {
		const struct topic *topic = &catalogue->topics[i];
		status = check_name(context, topic, topic->name);
		for (const char *const *other = topic->also_called; status == STATUS_OK && other && *other; other++)
			status = check_name(context, topic, *other);
	}
	return status;
}
