import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/reminders/v1/events.proto.
 */
export declare const file_hapax_reminders_v1_events: GenFile;
/**
 * @generated from message hapax.reminders.v1.ReminderScheduled
 */
export type ReminderScheduled = Message<"hapax.reminders.v1.ReminderScheduled"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string title = 3;
     */
    title: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_at = 4;
     */
    dueAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.Timestamp remind_at = 5;
     */
    remindAt?: Timestamp;
};
/**
 * Describes the message hapax.reminders.v1.ReminderScheduled.
 * Use `create(ReminderScheduledSchema)` to create a new message.
 */
export declare const ReminderScheduledSchema: GenMessage<ReminderScheduled>;
/**
 * @generated from message hapax.reminders.v1.ReminderTriggered
 */
export type ReminderTriggered = Message<"hapax.reminders.v1.ReminderTriggered"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string title = 3;
     */
    title: string;
    /**
     * @generated from field: string reminder_type = 4;
     */
    reminderType: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_date = 5;
     */
    dueDate?: Timestamp;
};
/**
 * Describes the message hapax.reminders.v1.ReminderTriggered.
 * Use `create(ReminderTriggeredSchema)` to create a new message.
 */
export declare const ReminderTriggeredSchema: GenMessage<ReminderTriggered>;
