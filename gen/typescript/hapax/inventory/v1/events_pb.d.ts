import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/inventory/v1/events.proto.
 */
export declare const file_hapax_inventory_v1_events: GenFile;
/**
 * @generated from message hapax.inventory.v1.StockLine
 */
export type StockLine = Message<"hapax.inventory.v1.StockLine"> & {
    /**
     * @generated from field: string sku = 1;
     */
    sku: string;
    /**
     * @generated from field: int32 quantity = 2;
     */
    quantity: number;
};
/**
 * Describes the message hapax.inventory.v1.StockLine.
 * Use `create(StockLineSchema)` to create a new message.
 */
export declare const StockLineSchema: GenMessage<StockLine>;
/**
 * @generated from message hapax.inventory.v1.StockReserved
 */
export type StockReserved = Message<"hapax.inventory.v1.StockReserved"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: repeated hapax.inventory.v1.StockLine lines = 2;
     */
    lines: StockLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 3;
     */
    reason?: string;
};
/**
 * Describes the message hapax.inventory.v1.StockReserved.
 * Use `create(StockReservedSchema)` to create a new message.
 */
export declare const StockReservedSchema: GenMessage<StockReserved>;
/**
 * @generated from message hapax.inventory.v1.StockReservationFailed
 */
export type StockReservationFailed = Message<"hapax.inventory.v1.StockReservationFailed"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: repeated hapax.inventory.v1.StockLine lines = 2;
     */
    lines: StockLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 3;
     */
    reason?: string;
};
/**
 * Describes the message hapax.inventory.v1.StockReservationFailed.
 * Use `create(StockReservationFailedSchema)` to create a new message.
 */
export declare const StockReservationFailedSchema: GenMessage<StockReservationFailed>;
/**
 * @generated from message hapax.inventory.v1.StockReleased
 */
export type StockReleased = Message<"hapax.inventory.v1.StockReleased"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: repeated hapax.inventory.v1.StockLine lines = 2;
     */
    lines: StockLine[];
    /**
     * @generated from field: google.protobuf.StringValue reason = 3;
     */
    reason?: string;
};
/**
 * Describes the message hapax.inventory.v1.StockReleased.
 * Use `create(StockReleasedSchema)` to create a new message.
 */
export declare const StockReleasedSchema: GenMessage<StockReleased>;
