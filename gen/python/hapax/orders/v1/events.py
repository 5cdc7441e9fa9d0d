# Written by protoc-gen-hapax from hapax/orders/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.orders.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.orders.v1.events_pb2 import OrderLine as OrderLine
from hapax.orders.v1.events_pb2 import OrderPlaced as OrderPlaced
from hapax.orders.v1.events_pb2 import OrderConfirmed as OrderConfirmed
from hapax.orders.v1.events_pb2 import OrderCancelled as OrderCancelled

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

ORDER_PLACED = _hapax.EventType("order.placed", "1.0", "order-events", "/hapax/orders", "order_id", "order_id", OrderPlaced)


def publish_order_placed(client: _hapax.Client, data: OrderPlaced, **options: _Unpack[_hapax.Options]) -> str:
    """order.placed 1.0 on order-events: A user placed an order.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(ORDER_PLACED, data, **options)


ORDER_CONFIRMED = _hapax.EventType("order.confirmed", "1.0", "order-events", "/hapax/orders", "order_id", "order_id", OrderConfirmed)


def publish_order_confirmed(client: _hapax.Client, data: OrderConfirmed, **options: _Unpack[_hapax.Options]) -> str:
    """order.confirmed 1.0 on order-events: An order is paid and on its way.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(ORDER_CONFIRMED, data, **options)


ORDER_CANCELLED = _hapax.EventType("order.cancelled", "1.0", "order-events", "/hapax/orders", "order_id", "order_id", OrderCancelled)


def publish_order_cancelled(client: _hapax.Client, data: OrderCancelled, **options: _Unpack[_hapax.Options]) -> str:
    """order.cancelled 1.0 on order-events: An order came to nothing.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(ORDER_CANCELLED, data, **options)
