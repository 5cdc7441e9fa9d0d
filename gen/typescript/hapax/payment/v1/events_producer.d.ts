import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** payment.processed 1.0 on payment-events. An order was paid. */
export declare const paymentProcessedEvent: EventType<typeof pb.PaymentProcessedSchema>;
/** Publishes payment.processed and resolves to the event's id. An order was paid. */
export declare function publishPaymentProcessed(client: Client, data: MessageInitShape<typeof pb.PaymentProcessedSchema>, options?: PublishOptions): Promise<string>;
/** payment.failed 1.0 on payment-events. An order could not be paid. */
export declare const paymentFailedEvent: EventType<typeof pb.PaymentFailedSchema>;
/** Publishes payment.failed and resolves to the event's id. An order could not be paid. */
export declare function publishPaymentFailed(client: Client, data: MessageInitShape<typeof pb.PaymentFailedSchema>, options?: PublishOptions): Promise<string>;
/** payment.refunded 1.0 on payment-events. A payment was given back. */
export declare const paymentRefundedEvent: EventType<typeof pb.PaymentRefundedSchema>;
/** Publishes payment.refunded and resolves to the event's id. A payment was given back. */
export declare function publishPaymentRefunded(client: Client, data: MessageInitShape<typeof pb.PaymentRefundedSchema>, options?: PublishOptions): Promise<string>;
