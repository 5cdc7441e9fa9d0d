import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/payment/v1/events.proto.
 */
export declare const file_hapax_payment_v1_events: GenFile;
/**
 * @generated from message hapax.payment.v1.PaymentProcessed
 */
export type PaymentProcessed = Message<"hapax.payment.v1.PaymentProcessed"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string transaction_id = 2;
     */
    transactionId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string amount = 3;
     */
    amount: string;
    /**
     * @generated from field: google.protobuf.StringValue reason = 4;
     */
    reason?: string;
};
/**
 * Describes the message hapax.payment.v1.PaymentProcessed.
 * Use `create(PaymentProcessedSchema)` to create a new message.
 */
export declare const PaymentProcessedSchema: GenMessage<PaymentProcessed>;
/**
 * @generated from message hapax.payment.v1.PaymentFailed
 */
export type PaymentFailed = Message<"hapax.payment.v1.PaymentFailed"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string transaction_id = 2;
     */
    transactionId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string amount = 3;
     */
    amount: string;
    /**
     * @generated from field: google.protobuf.StringValue reason = 4;
     */
    reason?: string;
};
/**
 * Describes the message hapax.payment.v1.PaymentFailed.
 * Use `create(PaymentFailedSchema)` to create a new message.
 */
export declare const PaymentFailedSchema: GenMessage<PaymentFailed>;
/**
 * @generated from message hapax.payment.v1.PaymentRefunded
 */
export type PaymentRefunded = Message<"hapax.payment.v1.PaymentRefunded"> & {
    /**
     * @generated from field: string order_id = 1;
     */
    orderId: string;
    /**
     * @generated from field: string transaction_id = 2;
     */
    transactionId: string;
    /**
     * A decimal number, e.g. "12.50".
     *
     * @generated from field: string amount = 3;
     */
    amount: string;
    /**
     * @generated from field: google.protobuf.StringValue reason = 4;
     */
    reason?: string;
};
/**
 * Describes the message hapax.payment.v1.PaymentRefunded.
 * Use `create(PaymentRefundedSchema)` to create a new message.
 */
export declare const PaymentRefundedSchema: GenMessage<PaymentRefunded>;
