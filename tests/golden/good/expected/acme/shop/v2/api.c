/* Written by protoc-gen-hapax from acme/shop/v2/api.proto; change that one, not this one. */
#include "acme/shop/v2/api.h"

#include "hapax/context.h"

static const char *const acme_shop_v2_delete_request_names_in[] = {"a", "b?\?=", NULL};
static const struct rule acme_shop_v2_delete_request_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED, .each = true}, /* names */
	{.field = 0, .kind = RULE_STRING_IN, .each = true, .words = acme_shop_v2_delete_request_names_in}, /* names */
};
const struct message_rules acme_shop_v2_delete_request_rules = {&acme__shop__v2__delete_request__descriptor, acme_shop_v2_delete_request_rule_list, 2};

static enum status acme_shop_v2_http_cart_delete__thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct acme_shop_v2_http_cart *service = methods;
	if (!service->delete_)
		return fail(call->context, STATUS_UNIMPLEMENTED, "Delete is not offered by this program");
	return service->delete_(call, (const struct acme_shop_v2_delete_request *)request, (struct Google__Protobuf__Empty *)response);
}

static enum status acme_shop_v2_http_cart_get_last_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct acme_shop_v2_http_cart *service = methods;
	if (!service->get_last)
		return fail(call->context, STATUS_UNIMPLEMENTED, "GetLast is not offered by this program");
	return service->get_last(call, (const struct Google__Protobuf__Empty *)request, (struct acme_shop_cart_filled *)response);
}

static const struct rpc_method acme_shop_v2_http_cart_methods[] = {
	{
		.name = "Delete",
		.path = "/acme.shop.v2.HTTPCart/Delete",
		.request = &acme__shop__v2__delete_request__descriptor,
		.response = &google__protobuf__empty__descriptor,
		.rules = &acme_shop_v2_delete_request_rules,
		.thunk = acme_shop_v2_http_cart_delete__thunk,
	},
	{
		.name = "GetLast",
		.path = "/acme.shop.v2.HTTPCart/GetLast",
		.request = &google__protobuf__empty__descriptor,
		.response = &acme__shop__v1__cart_filled__descriptor,
		.reads_only = true,
		.thunk = acme_shop_v2_http_cart_get_last_thunk,
	},
};

const struct rpc_service acme_shop_v2_http_cart_rpcs = {"acme.shop.v2.HTTPCart", acme_shop_v2_http_cart_methods, 2};

const struct rpc_service acme_shop_v2_nothing_rpcs = {"acme.shop.v2.Nothing", NULL, 0};
