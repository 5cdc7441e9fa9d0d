#include "app/app.h"

#include <string.h>

#include "contract/catalogue.h"
#include "contract/upcasters.h"

static size_t count_services(const struct service *const *services)
{
	size_t count = 0;

	while (services[count])
		count++;
	return count;
}

static const char *names_of(struct context *context, const struct service *const *services)
{
	struct buffer names;

	buffer_init(&names, context->arena, 4096);
	for (; *services; services++)
		buffer_printf(&names, "%s%s", names.len ? ", " : "", (*services)->name);
	return buffer_failed(&names) ? "?" : buffer_string(&names);
}

static bool is_named(struct text names, const char *name)
{
	while (!text_empty(names))
		if (text_equal_string(text_cut(&names, ','), name))
			return true;
	return false;
}

static enum status check_names(struct context *context, struct text names, const struct service *const *services)
{
	while (!text_empty(names)) {
		struct text name = text_cut(&names, ',');
		size_t i = 0;

		while (services[i] && !text_equal_string(name, services[i]->name))
			i++;
		if (!services[i])
			return fail(context, STATUS_INVALID,
				    "HAPAX_SERVICES: there is no service '%.*s'; allowed: all, or some of %s", TEXT_ARG(name),
				    names_of(context, services));
	}
	return STATUS_OK;
}

enum status app_choose_services(struct context *context, const char *names, const struct service *const *services,
				const struct service *const **ret_chosen)
{
	const struct service **chosen = arena_array(context->arena, const struct service *, count_services(services) + 1);
	bool all = strcmp(names, "all") == 0;
	size_t count = 0;
	enum status status = all ? STATUS_OK : check_names(context, text_of(names), services);

	if (status != STATUS_OK)
		return status;
	if (!chosen)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the list of services");
	for (; *services; services++)
		if (all || is_named(text_of(names), (*services)->name))
			chosen[count++] = *services;
	if (count > SERVICES_MAX)
		return fail(context, STATUS_INVALID,
			    "HAPAX_SERVICES: %zu services are chosen; at most %d run in one process: share them out to several",
			    count, SERVICES_MAX);
	if (count == 0)
		return fail(context, STATUS_INVALID, "HAPAX_SERVICES: no service is chosen");
	*ret_chosen = chosen;
	return STATUS_OK;
}

enum status app_register_events(struct context *context, const struct service *const *services)
{
	enum status status = catalogue_register(context, &hapax_catalogue);

	for (size_t i = 0; status == STATUS_OK && services[i]; i++)
		if (services[i]->catalogue)
			status = catalogue_register(context, services[i]->catalogue);
	/* A step may go to a version that another service's catalogue has. */
	for (size_t i = 0; status == STATUS_OK && services[i]; i++)
		if (upcasters_register(context, services[i]->upcasters) != STATUS_OK)
			status = fail_while(context, "service %s", services[i]->name);
	return status;
}
