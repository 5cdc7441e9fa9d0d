import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { JsonObject, Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/tasks/v1/events.proto.
 */
export declare const file_hapax_tasks_v1_events: GenFile;
/**
 * @generated from message hapax.tasks.v1.TaskCreated
 */
export type TaskCreated = Message<"hapax.tasks.v1.TaskCreated"> & {
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
     * @generated from field: google.protobuf.Timestamp created_at = 4;
     */
    createdAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.StringValue description = 5;
     */
    description?: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_date = 6;
     */
    dueDate?: Timestamp;
    /**
     * @generated from field: google.protobuf.StringValue priority = 7;
     */
    priority?: string;
    /**
     * @generated from field: repeated string tags = 8;
     */
    tags: string[];
    /**
     * A cron expression or an RRULE.
     *
     * @generated from field: google.protobuf.StringValue recurrence = 9;
     */
    recurrence?: string;
};
/**
 * Describes the message hapax.tasks.v1.TaskCreated.
 * Use `create(TaskCreatedSchema)` to create a new message.
 */
export declare const TaskCreatedSchema: GenMessage<TaskCreated>;
/**
 * @generated from message hapax.tasks.v1.TaskUpdated
 */
export type TaskUpdated = Message<"hapax.tasks.v1.TaskUpdated"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * The changed fields only, with their values before and after.
     *
     * @generated from field: google.protobuf.Struct before = 3;
     */
    before?: JsonObject;
    /**
     * @generated from field: google.protobuf.Struct after = 4;
     */
    after?: JsonObject;
    /**
     * @generated from field: google.protobuf.Timestamp updated_at = 5;
     */
    updatedAt?: Timestamp;
};
/**
 * Describes the message hapax.tasks.v1.TaskUpdated.
 * Use `create(TaskUpdatedSchema)` to create a new message.
 */
export declare const TaskUpdatedSchema: GenMessage<TaskUpdated>;
/**
 * @generated from message hapax.tasks.v1.TaskCompleted
 */
export type TaskCompleted = Message<"hapax.tasks.v1.TaskCompleted"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * From created to completed.
     *
     * @generated from field: int64 duration_seconds = 3;
     */
    durationSeconds: bigint;
    /**
     * @generated from field: google.protobuf.Timestamp completed_at = 4;
     */
    completedAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.Struct before = 5;
     */
    before?: JsonObject;
    /**
     * @generated from field: google.protobuf.Struct after = 6;
     */
    after?: JsonObject;
};
/**
 * Describes the message hapax.tasks.v1.TaskCompleted.
 * Use `create(TaskCompletedSchema)` to create a new message.
 */
export declare const TaskCompletedSchema: GenMessage<TaskCompleted>;
/**
 * A soft delete: the row stays, and nobody sees it.
 *
 * @generated from message hapax.tasks.v1.TaskDeleted
 */
export type TaskDeleted = Message<"hapax.tasks.v1.TaskDeleted"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: google.protobuf.Timestamp deleted_at = 3;
     */
    deletedAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.Struct before = 4;
     */
    before?: JsonObject;
    /**
     * @generated from field: google.protobuf.StringValue reason = 5;
     */
    reason?: string;
};
/**
 * Describes the message hapax.tasks.v1.TaskDeleted.
 * Use `create(TaskDeletedSchema)` to create a new message.
 */
export declare const TaskDeletedSchema: GenMessage<TaskDeleted>;
/**
 * @generated from message hapax.tasks.v1.TaskCorrected
 */
export type TaskCorrected = Message<"hapax.tasks.v1.TaskCorrected"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * The id of the event that was wrong.
     *
     * @generated from field: string corrects = 3;
     */
    corrects: string;
    /**
     * @generated from field: string reason = 4;
     */
    reason: string;
    /**
     * @generated from field: google.protobuf.Struct before = 5;
     */
    before?: JsonObject;
    /**
     * @generated from field: google.protobuf.Struct after = 6;
     */
    after?: JsonObject;
};
/**
 * Describes the message hapax.tasks.v1.TaskCorrected.
 * Use `create(TaskCorrectedSchema)` to create a new message.
 */
export declare const TaskCorrectedSchema: GenMessage<TaskCorrected>;
/**
 * For browsers: the same change as the task's own event, as a delta.
 *
 * @generated from message hapax.tasks.v1.TaskChanged
 */
export type TaskChanged = Message<"hapax.tasks.v1.TaskChanged"> & {
    /**
     * The event that said so first: "task.updated".
     *
     * @generated from field: string event_type = 1;
     */
    eventType: string;
    /**
     * @generated from field: int64 task_id = 2;
     */
    taskId: bigint;
    /**
     * @generated from field: string user_id = 3;
     */
    userId: string;
    /**
     * @generated from field: google.protobuf.Struct changes = 4;
     */
    changes?: JsonObject;
};
/**
 * Describes the message hapax.tasks.v1.TaskChanged.
 * Use `create(TaskChangedSchema)` to create a new message.
 */
export declare const TaskChangedSchema: GenMessage<TaskChanged>;
