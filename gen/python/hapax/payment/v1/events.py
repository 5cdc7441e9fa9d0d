# Written by protoc-gen-hapax from hapax/payment/v1/events.proto; change that one, not this one.
"""Producers of the events of hapax.payment.v1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hapax as _hapax
from hapax.payment.v1.events_pb2 import PaymentProcessed as PaymentProcessed
from hapax.payment.v1.events_pb2 import PaymentFailed as PaymentFailed
from hapax.payment.v1.events_pb2 import PaymentRefunded as PaymentRefunded

if TYPE_CHECKING:
    from typing_extensions import Unpack as _Unpack

PAYMENT_PROCESSED = _hapax.EventType("payment.processed", "1.0", "payment-events", "/hapax/payment", "order_id", "order_id", PaymentProcessed)


def publish_payment_processed(client: _hapax.Client, data: PaymentProcessed, **options: _Unpack[_hapax.Options]) -> str:
    """payment.processed 1.0 on payment-events: An order was paid.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(PAYMENT_PROCESSED, data, **options)


PAYMENT_FAILED = _hapax.EventType("payment.failed", "1.0", "payment-events", "/hapax/payment", "order_id", "order_id", PaymentFailed)


def publish_payment_failed(client: _hapax.Client, data: PaymentFailed, **options: _Unpack[_hapax.Options]) -> str:
    """payment.failed 1.0 on payment-events: An order could not be paid.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(PAYMENT_FAILED, data, **options)


PAYMENT_REFUNDED = _hapax.EventType("payment.refunded", "1.0", "payment-events", "/hapax/payment", "order_id", "order_id", PaymentRefunded)


def publish_payment_refunded(client: _hapax.Client, data: PaymentRefunded, **options: _Unpack[_hapax.Options]) -> str:
    """payment.refunded 1.0 on payment-events: A payment was given back.

    Returns the event's id. Raises hapax.ValidationError, and nothing was sent, or hapax.PublishError.
    """
    return client.publish(PAYMENT_REFUNDED, data, **options)
