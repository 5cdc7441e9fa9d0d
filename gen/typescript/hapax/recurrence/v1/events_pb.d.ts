import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/recurrence/v1/events.proto.
 */
export declare const file_hapax_recurrence_v1_events: GenFile;
/**
 * @generated from message hapax.recurrence.v1.TaskRecurrenceTriggered
 */
export type TaskRecurrenceTriggered = Message<"hapax.recurrence.v1.TaskRecurrenceTriggered"> & {
    /**
     * The template: the task that repeats.
     *
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string rule = 3;
     */
    rule: string;
    /**
     * @generated from field: google.protobuf.Timestamp occurrence_at = 4;
     */
    occurrenceAt?: Timestamp;
};
/**
 * Describes the message hapax.recurrence.v1.TaskRecurrenceTriggered.
 * Use `create(TaskRecurrenceTriggeredSchema)` to create a new message.
 */
export declare const TaskRecurrenceTriggeredSchema: GenMessage<TaskRecurrenceTriggered>;
