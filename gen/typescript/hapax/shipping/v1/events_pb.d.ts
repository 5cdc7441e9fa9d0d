import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/shipping/v1/events.proto.
 */
export declare const file_hapax_shipping_v1_events: GenFile;
/**
 * @generated from message hapax.shipping.v1.ShipmentCreated
 */
export type ShipmentCreated = Message<"hapax.shipping.v1.ShipmentCreated"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string shipment_id = 2;
     */
    shipmentId: string;
    /**
     * @generated from field: string label = 3;
     */
    label: string;
    /**
     * @generated from field: google.protobuf.StringValue reason = 4;
     */
    reason?: string;
};
/**
 * Describes the message hapax.shipping.v1.ShipmentCreated.
 * Use `create(ShipmentCreatedSchema)` to create a new message.
 */
export declare const ShipmentCreatedSchema: GenMessage<ShipmentCreated>;
/**
 * @generated from message hapax.shipping.v1.ShipmentFailed
 */
export type ShipmentFailed = Message<"hapax.shipping.v1.ShipmentFailed"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string shipment_id = 2;
     */
    shipmentId: string;
    /**
     * Empty when it failed before there was one.
     *
     * @generated from field: string label = 3;
     */
    label: string;
    /**
     * @generated from field: google.protobuf.StringValue reason = 4;
     */
    reason?: string;
};
/**
 * Describes the message hapax.shipping.v1.ShipmentFailed.
 * Use `create(ShipmentFailedSchema)` to create a new message.
 */
export declare const ShipmentFailedSchema: GenMessage<ShipmentFailed>;
