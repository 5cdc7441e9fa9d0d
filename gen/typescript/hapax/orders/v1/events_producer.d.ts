import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** order.placed 1.0 on order-events. A user placed an order. */
export declare const orderPlacedEvent: EventType<typeof pb.OrderPlacedSchema>;
/** Publishes order.placed and resolves to the event's id. A user placed an order. */
export declare function publishOrderPlaced(client: Client, data: MessageInitShape<typeof pb.OrderPlacedSchema>, options?: PublishOptions): Promise<string>;
/** order.confirmed 1.0 on order-events. An order is paid and on its way. */
export declare const orderConfirmedEvent: EventType<typeof pb.OrderConfirmedSchema>;
/** Publishes order.confirmed and resolves to the event's id. An order is paid and on its way. */
export declare function publishOrderConfirmed(client: Client, data: MessageInitShape<typeof pb.OrderConfirmedSchema>, options?: PublishOptions): Promise<string>;
/** order.cancelled 1.0 on order-events. An order came to nothing. */
export declare const orderCancelledEvent: EventType<typeof pb.OrderCancelledSchema>;
/** Publishes order.cancelled and resolves to the event's id. An order came to nothing. */
export declare function publishOrderCancelled(client: Client, data: MessageInitShape<typeof pb.OrderCancelledSchema>, options?: PublishOptions): Promise<string>;
