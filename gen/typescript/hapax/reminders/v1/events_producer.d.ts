import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** reminder.scheduled 1.0 on reminder-events. A reminder was set for a task. */
export declare const reminderScheduledEvent: EventType<typeof pb.ReminderScheduledSchema>;
/** Publishes reminder.scheduled and resolves to the event's id. A reminder was set for a task. */
export declare function publishReminderScheduled(client: Client, data: MessageInitShape<typeof pb.ReminderScheduledSchema>, options?: PublishOptions): Promise<string>;
/** reminder.triggered 1.0 on reminder-events. It is time to remind a user of a task. */
export declare const reminderTriggeredEvent: EventType<typeof pb.ReminderTriggeredSchema>;
/** Publishes reminder.triggered and resolves to the event's id. It is time to remind a user of a task. */
export declare function publishReminderTriggered(client: Client, data: MessageInitShape<typeof pb.ReminderTriggeredSchema>, options?: PublishOptions): Promise<string>;
