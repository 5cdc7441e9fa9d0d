# Written by protoc-gen-hapax from hapax/inventory/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.inventory.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.inventory.v1.events_pb2 import StockLine as StockLine
from hapax.inventory.v1.events_pb2 import StockReserved as StockReserved
from hapax.inventory.v1.events_pb2 import StockReservationFailed as StockReservationFailed
from hapax.inventory.v1.events_pb2 import StockReleased as StockReleased

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

STOCK_RESERVED = _hapax.EventType("stock.reserved", "1.0", "inventory-events", "/hapax/inventory", "order_id", "order_id", StockReserved)


def publish_stock_reserved(client: _hapax.Client, data: StockReserved, **options: _Unpack[_hapax.Options]) -> str:
    """stock.reserved 1.0 on inventory-events: Stock was set aside for an order.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(STOCK_RESERVED, data, **options)


STOCK_RESERVATION_FAILED = _hapax.EventType("stock.reservation_failed", "1.0", "inventory-events", "/hapax/inventory", "order_id", "order_id", StockReservationFailed)


def publish_stock_reservation_failed(client: _hapax.Client, data: StockReservationFailed, **options: _Unpack[_hapax.Options]) -> str:
    """stock.reservation_failed 1.0 on inventory-events: There was not enough stock for an order.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(STOCK_RESERVATION_FAILED, data, **options)


STOCK_RELEASED = _hapax.EventType("stock.released", "1.0", "inventory-events", "/hapax/inventory", "order_id", "order_id", StockReleased)


def publish_stock_released(client: _hapax.Client, data: StockReleased, **options: _Unpack[_hapax.Options]) -> str:
    """stock.released 1.0 on inventory-events: Stock set aside for an order is free again.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(STOCK_RELEASED, data, **options)
