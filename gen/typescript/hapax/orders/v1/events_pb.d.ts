import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/orders/v1/events.proto.
 */
export declare const file_hapax_orders_v1_events: GenFile;
/**
 * @generated from message hapax.orders.v1.OrderLine
 */
export type OrderLine = Message<"hapax.orders.v1.OrderLine"> & {
    /**
     * @generated from field: string sku = 1;
     */
    sku: string;
    /**
     * @generated from field: int32 quantity = 2;
     */
    quantity: number;
    /**
     * Of one piece.
     *
     * @generated from field: string price = 3;
     */
    price: string;
};
/**
 * Describes the message hapax.orders.v1.OrderLine.
 * Use `create(OrderLineSchema)` to create a new message.
 */
export declare const OrderLineSchema: GenMessage<OrderLine>;
/**
 * @generated from message hapax.orders.v1.OrderPlaced
 */
export type OrderPlaced = Message<"hapax.orders.v1.OrderPlaced"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string total = 3;
     */
    total: string;
    /**
     * @generated from field: repeated hapax.orders.v1.OrderLine lines = 4;
     */
    lines: OrderLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 5;
     */
    reason?: string;
};
/**
 * Describes the message hapax.orders.v1.OrderPlaced.
 * Use `create(OrderPlacedSchema)` to create a new message.
 */
export declare const OrderPlacedSchema: GenMessage<OrderPlaced>;
/**
 * @generated from message hapax.orders.v1.OrderConfirmed
 */
export type OrderConfirmed = Message<"hapax.orders.v1.OrderConfirmed"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string total = 3;
     */
    total: string;
    /**
     * @generated from field: repeated hapax.orders.v1.OrderLine lines = 4;
     */
    lines: OrderLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 5;
     */
    reason?: string;
};
/**
 * Describes the message hapax.orders.v1.OrderConfirmed.
 * Use `create(OrderConfirmedSchema)` to create a new message.
 */
export declare const OrderConfirmedSchema: GenMessage<OrderConfirmed>;
/**
 * @generated from message hapax.orders.v1.OrderCancelled
 */
export type OrderCancelled = Message<"hapax.orders.v1.OrderCancelled"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string total = 3;
     */
    total: string;
    /**
     * @generated from field: repeated hapax.orders.v1.OrderLine lines = 4;
     */
    lines: OrderLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 5;
     */
    reason?: string;
};
/**
 * Describes the message hapax.orders.v1.OrderCancelled.
 * Use `create(OrderCancelledSchema)` to create a new message.
 */
export declare const OrderCancelledSchema: GenMessage<OrderCancelled>;
