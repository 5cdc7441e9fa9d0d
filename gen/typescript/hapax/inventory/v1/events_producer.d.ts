import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** stock.reserved 1.0 on inventory-events. Stock was set aside for an order. */
export declare const stockReservedEvent: EventType<typeof pb.StockReservedSchema>;
/** Publishes stock.reserved and resolves to the event's id. Stock was set aside for an order. */
export declare function publishStockReserved(client: Client, data: MessageInitShape<typeof pb.StockReservedSchema>, options?: PublishOptions): Promise<string>;
/** stock.reservation_failed 1.0 on inventory-events. There was not enough stock for an order. */
export declare const stockReservationFailedEvent: EventType<typeof pb.StockReservationFailedSchema>;
/** Publishes stock.reservation_failed and resolves to the event's id. There was not enough stock for an order. */
export declare function publishStockReservationFailed(client: Client, data: MessageInitShape<typeof pb.StockReservationFailedSchema>, options?: PublishOptions): Promise<string>;
/** stock.released 1.0 on inventory-events. Stock set aside for an order is free again. */
export declare const stockReleasedEvent: EventType<typeof pb.StockReleasedSchema>;
/** Publishes stock.released and resolves to the event's id. Stock set aside for an order is free again. */
export declare function publishStockReleased(client: Client, data: MessageInitShape<typeof pb.StockReleasedSchema>, options?: PublishOptions): Promise<string>;
