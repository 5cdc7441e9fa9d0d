# Written by protoc-gen-hapax from hapax/shipping/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.shipping.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.shipping.v1.events_pb2 import ShipmentCreated as ShipmentCreated
from hapax.shipping.v1.events_pb2 import ShipmentFailed as ShipmentFailed

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

SHIPMENT_CREATED = _hapax.EventType("shipment.created", "1.0", "shipping-events", "/hapax/shipping", "order_id", "order_id", ShipmentCreated)


def publish_shipment_created(client: _hapax.Client, data: ShipmentCreated, **options: _Unpack[_hapax.Options]) -> str:
    """shipment.created 1.0 on shipping-events: A shipment for an order is ready to go.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(SHIPMENT_CREATED, data, **options)


SHIPMENT_FAILED = _hapax.EventType("shipment.failed", "1.0", "shipping-events", "/hapax/shipping", "order_id", "order_id", ShipmentFailed)


def publish_shipment_failed(client: _hapax.Client, data: ShipmentFailed, **options: _Unpack[_hapax.Options]) -> str:
    """shipment.failed 1.0 on shipping-events: An order could not be shipped.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(SHIPMENT_FAILED, data, **options)
