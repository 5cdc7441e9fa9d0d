/* Written by protoc-gen-hapax from acme/shop/v2/api.proto; change that one, not this one. */
#ifndef ACME_SHOP_V2_API_H
#define ACME_SHOP_V2_API_H

#include "hapax/rpc.h"
#include "acme/shop/v2/api.pb-c.h"
#include "acme/shop/v1/events.h"

HAPAX_BEGIN_C

#define acme_shop_v2_delete_request Acme__Shop__V2__DeleteRequest
#define ACME_SHOP_V2_DELETE_REQUEST_INIT ACME__SHOP__V2__DELETE_REQUEST__INIT

extern const struct message_rules acme_shop_v2_delete_request_rules;

/* acme.shop.v2.HTTPCart: fill in what the program offers; the rest answers STATUS_UNIMPLEMENTED. */
struct acme_shop_v2_http_cart {
	enum status (*delete_)(struct call *call, const struct acme_shop_v2_delete_request *request, struct Google__Protobuf__Empty *response);
	enum status (*get_last)(struct call *call, const struct Google__Protobuf__Empty *request, struct acme_shop_cart_filled *response);
};

extern const struct rpc_service acme_shop_v2_http_cart_rpcs;

#define ACME_SHOP_V2_HTTP_CART_DELETE "/acme.shop.v2.HTTPCart/Delete"
#define ACME_SHOP_V2_HTTP_CART_GET_LAST "/acme.shop.v2.HTTPCart/GetLast"

/* acme.shop.v2.Nothing: fill in what the program offers; the rest answers STATUS_UNIMPLEMENTED. */
struct acme_shop_v2_nothing {
	int unused;
};

extern const struct rpc_service acme_shop_v2_nothing_rpcs;

HAPAX_END_C

#endif
