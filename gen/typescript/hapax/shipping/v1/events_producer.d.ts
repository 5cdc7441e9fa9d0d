import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** shipment.created 1.0 on shipping-events. A shipment for an order is ready to go. */
export declare const shipmentCreatedEvent: EventType<typeof pb.ShipmentCreatedSchema>;
/** Publishes shipment.created and resolves to the event's id. A shipment for an order is ready to go. */
export declare function publishShipmentCreated(client: Client, data: MessageInitShape<typeof pb.ShipmentCreatedSchema>, options?: PublishOptions): Promise<string>;
/** shipment.failed 1.0 on shipping-events. An order could not be shipped. */
export declare const shipmentFailedEvent: EventType<typeof pb.ShipmentFailedSchema>;
/** Publishes shipment.failed and resolves to the event's id. An order could not be shipped. */
export declare function publishShipmentFailed(client: Client, data: MessageInitShape<typeof pb.ShipmentFailedSchema>, options?: PublishOptions): Promise<string>;
