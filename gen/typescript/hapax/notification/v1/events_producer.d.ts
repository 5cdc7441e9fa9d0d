import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** notification.sent 1.0 on notification-events. A notification went out. */
export declare const notificationSentEvent: EventType<typeof pb.NotificationSentSchema>;
/** Publishes notification.sent and resolves to the event's id. A notification went out. */
export declare function publishNotificationSent(client: Client, data: MessageInitShape<typeof pb.NotificationSentSchema>, options?: PublishOptions): Promise<string>;
/** notification.failed 1.0 on notification-events. A notification could not be sent. */
export declare const notificationFailedEvent: EventType<typeof pb.NotificationFailedSchema>;
/** Publishes notification.failed and resolves to the event's id. A notification could not be sent. */
export declare function publishNotificationFailed(client: Client, data: MessageInitShape<typeof pb.NotificationFailedSchema>, options?: PublishOptions): Promise<string>;
