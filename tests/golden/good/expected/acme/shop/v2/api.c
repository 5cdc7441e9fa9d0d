/* Written by protoc-gen-hapax from acme/shop/v2/api.proto; change that one, not this one. */
#include "acme/shop/v2/api.h"

#include "hapax/context.h"

static const union rule_value acme_shop_v2_delete_request_f0_items_in[] = {{.text = {"a", 1}}, {.text = {"b?\?=", 4}}};
static const struct rule acme_shop_v2_delete_request_f0_items_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = acme_shop_v2_delete_request_f0_items_in, .list_count = 2},
};
static const struct rule_set acme_shop_v2_delete_request_f0_items = {.type = RULE_TYPE_STRING, .rules = acme_shop_v2_delete_request_f0_items_rules, .rule_count = 1};
static const struct field_rules acme_shop_v2_delete_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_LIST}, .items = &acme_shop_v2_delete_request_f0_items}, /* names */
};
const struct message_rules acme_shop_v2_delete_request_rules = {.message = &acme__shop__v2__delete_request__descriptor, .fields = acme_shop_v2_delete_request_field_rules, .field_count = 1};

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
