# Written by protoc-gen-hapax from acme/shop/v1/events.proto; change that one, not this one.
"""Producers of the events of acme.shop.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from acme.shop.v1.events_pb2 import CartFilled as CartFilled
from acme.shop.v1.events_pb2 import Colour as Colour

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

CART_FILLED = _hapax.EventType("cart.filled", "2.13", "cart-events", "/hapax/shop", "cart_id", "smallest", CartFilled)


def publish_cart_filled(client: _hapax.Client, data: CartFilled, **options: _Unpack[_hapax.Options]) -> str:
    """cart.filled 2.13 on cart-events: What?? \"Full\", or */ nearly so: größer.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(CART_FILLED, data, **options)
