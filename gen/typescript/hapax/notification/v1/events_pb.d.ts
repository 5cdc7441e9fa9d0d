import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/notification/v1/events.proto.
 */
export declare const file_hapax_notification_v1_events: GenFile;
/**
 * @generated from message hapax.notification.v1.NotificationSent
 */
export type NotificationSent = Message<"hapax.notification.v1.NotificationSent"> & {
    /**
     * @generated from field: string notification_id = 1;
     */
    notificationId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string channel = 3;
     */
    channel: string;
    /**
     * @generated from field: string template = 4;
     */
    template: string;
    /**
     * The event it told of.
     *
     * @generated from field: string cause_event_id = 5;
     */
    causeEventId: string;
    /**
     * @generated from field: google.protobuf.StringValue error = 6;
     */
    error?: string;
};
/**
 * Describes the message hapax.notification.v1.NotificationSent.
 * Use `create(NotificationSentSchema)` to create a new message.
 */
export declare const NotificationSentSchema: GenMessage<NotificationSent>;
/**
 * @generated from message hapax.notification.v1.NotificationFailed
 */
export type NotificationFailed = Message<"hapax.notification.v1.NotificationFailed"> & {
    /**
     * @generated from field: string notification_id = 1;
     */
    notificationId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string channel = 3;
     */
    channel: string;
    /**
     * @generated from field: string template = 4;
     */
    template: string;
    /**
     * The event it told of.
     *
     * @generated from field: string cause_event_id = 5;
     */
    causeEventId: string;
    /**
     * @generated from field: google.protobuf.StringValue error = 6;
     */
    error?: string;
};
/**
 * Describes the message hapax.notification.v1.NotificationFailed.
 * Use `create(NotificationFailedSchema)` to create a new message.
 */
export declare const NotificationFailedSchema: GenMessage<NotificationFailed>;
