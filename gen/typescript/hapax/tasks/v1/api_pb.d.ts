import type { GenFile, GenMessage, GenService } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/tasks/v1/api.proto.
 */
export declare const file_hapax_tasks_v1_api: GenFile;
/**
 * @generated from message hapax.tasks.v1.Task
 */
export type Task = Message<"hapax.tasks.v1.Task"> & {
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
     * @generated from field: google.protobuf.StringValue description = 4;
     */
    description?: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_date = 5;
     */
    dueDate?: Timestamp;
    /**
     * @generated from field: google.protobuf.StringValue priority = 6;
     */
    priority?: string;
    /**
     * @generated from field: repeated string tags = 7;
     */
    tags: string[];
    /**
     * @generated from field: google.protobuf.StringValue recurrence = 8;
     */
    recurrence?: string;
    /**
     * pending, completed, overdue or deleted.
     *
     * @generated from field: string status = 9;
     */
    status: string;
    /**
     * @generated from field: google.protobuf.Timestamp created_at = 10;
     */
    createdAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.Timestamp updated_at = 11;
     */
    updatedAt?: Timestamp;
    /**
     * @generated from field: google.protobuf.Timestamp completed_at = 12;
     */
    completedAt?: Timestamp;
    /**
     * Counts the changes, from 1.
     *
     * @generated from field: int64 version = 13;
     */
    version: bigint;
};
/**
 * Describes the message hapax.tasks.v1.Task.
 * Use `create(TaskSchema)` to create a new message.
 */
export declare const TaskSchema: GenMessage<Task>;
/**
 * @generated from message hapax.tasks.v1.CreateTaskRequest
 */
export type CreateTaskRequest = Message<"hapax.tasks.v1.CreateTaskRequest"> & {
    /**
     * @generated from field: string title = 1;
     */
    title: string;
    /**
     * @generated from field: google.protobuf.StringValue description = 2;
     */
    description?: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_date = 3;
     */
    dueDate?: Timestamp;
    /**
     * @generated from field: google.protobuf.StringValue priority = 4;
     */
    priority?: string;
    /**
     * @generated from field: repeated string tags = 5;
     */
    tags: string[];
    /**
     * A cron expression or an RRULE.
     *
     * @generated from field: google.protobuf.StringValue recurrence = 6;
     */
    recurrence?: string;
};
/**
 * Describes the message hapax.tasks.v1.CreateTaskRequest.
 * Use `create(CreateTaskRequestSchema)` to create a new message.
 */
export declare const CreateTaskRequestSchema: GenMessage<CreateTaskRequest>;
/**
 * @generated from message hapax.tasks.v1.GetTaskRequest
 */
export type GetTaskRequest = Message<"hapax.tasks.v1.GetTaskRequest"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
};
/**
 * Describes the message hapax.tasks.v1.GetTaskRequest.
 * Use `create(GetTaskRequestSchema)` to create a new message.
 */
export declare const GetTaskRequestSchema: GenMessage<GetTaskRequest>;
/**
 * @generated from message hapax.tasks.v1.ListTasksRequest
 */
export type ListTasksRequest = Message<"hapax.tasks.v1.ListTasksRequest"> & {
    /**
     * 0: as many as the server likes.
     *
     * @generated from field: int32 page_size = 1;
     */
    pageSize: number;
    /**
     * The next_page_token of the page before; empty for the first page.
     *
     * @generated from field: string page_token = 2;
     */
    pageToken: string;
    /**
     * Only tasks in this state; empty: all but the deleted ones.
     *
     * @generated from field: string status = 3;
     */
    status: string;
};
/**
 * Describes the message hapax.tasks.v1.ListTasksRequest.
 * Use `create(ListTasksRequestSchema)` to create a new message.
 */
export declare const ListTasksRequestSchema: GenMessage<ListTasksRequest>;
/**
 * @generated from message hapax.tasks.v1.ListTasksResponse
 */
export type ListTasksResponse = Message<"hapax.tasks.v1.ListTasksResponse"> & {
    /**
     * @generated from field: repeated hapax.tasks.v1.Task tasks = 1;
     */
    tasks: Task[];
    /**
     * Empty on the last page.
     *
     * @generated from field: string next_page_token = 2;
     */
    nextPageToken: string;
};
/**
 * Describes the message hapax.tasks.v1.ListTasksResponse.
 * Use `create(ListTasksResponseSchema)` to create a new message.
 */
export declare const ListTasksResponseSchema: GenMessage<ListTasksResponse>;
/**
 * Fields that aren't there stay as they are; fields named in `clear` become empty.
 *
 * @generated from message hapax.tasks.v1.UpdateTaskRequest
 */
export type UpdateTaskRequest = Message<"hapax.tasks.v1.UpdateTaskRequest"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * @generated from field: google.protobuf.StringValue title = 2;
     */
    title?: string;
    /**
     * @generated from field: google.protobuf.StringValue description = 3;
     */
    description?: string;
    /**
     * @generated from field: google.protobuf.Timestamp due_date = 4;
     */
    dueDate?: Timestamp;
    /**
     * @generated from field: google.protobuf.StringValue priority = 5;
     */
    priority?: string;
    /**
     * All tags of the task from now on; empty: unchanged.
     *
     * @generated from field: repeated string tags = 6;
     */
    tags: string[];
    /**
     * @generated from field: google.protobuf.StringValue recurrence = 7;
     */
    recurrence?: string;
    /**
     * @generated from field: repeated string clear = 8;
     */
    clear: string[];
};
/**
 * Describes the message hapax.tasks.v1.UpdateTaskRequest.
 * Use `create(UpdateTaskRequestSchema)` to create a new message.
 */
export declare const UpdateTaskRequestSchema: GenMessage<UpdateTaskRequest>;
/**
 * @generated from message hapax.tasks.v1.CompleteTaskRequest
 */
export type CompleteTaskRequest = Message<"hapax.tasks.v1.CompleteTaskRequest"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
};
/**
 * Describes the message hapax.tasks.v1.CompleteTaskRequest.
 * Use `create(CompleteTaskRequestSchema)` to create a new message.
 */
export declare const CompleteTaskRequestSchema: GenMessage<CompleteTaskRequest>;
/**
 * @generated from message hapax.tasks.v1.DeleteTaskRequest
 */
export type DeleteTaskRequest = Message<"hapax.tasks.v1.DeleteTaskRequest"> & {
    /**
     * @generated from field: int64 task_id = 1;
     */
    taskId: bigint;
    /**
     * Why; empty: user_requested.
     *
     * @generated from field: string reason = 2;
     */
    reason: string;
};
/**
 * Describes the message hapax.tasks.v1.DeleteTaskRequest.
 * Use `create(DeleteTaskRequestSchema)` to create a new message.
 */
export declare const DeleteTaskRequestSchema: GenMessage<DeleteTaskRequest>;
/**
 * The calling user comes with the call (metadata `user-id`), never in a request; somebody else's task is as good as none.
 *
 * @generated from service hapax.tasks.v1.TaskService
 */
export declare const TaskService: GenService<{
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.CreateTask
     */
    createTask: {
        methodKind: "unary";
        input: typeof CreateTaskRequestSchema;
        output: typeof TaskSchema;
    };
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.GetTask
     */
    getTask: {
        methodKind: "unary";
        input: typeof GetTaskRequestSchema;
        output: typeof TaskSchema;
    };
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.ListTasks
     */
    listTasks: {
        methodKind: "unary";
        input: typeof ListTasksRequestSchema;
        output: typeof ListTasksResponseSchema;
    };
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.UpdateTask
     */
    updateTask: {
        methodKind: "unary";
        input: typeof UpdateTaskRequestSchema;
        output: typeof TaskSchema;
    };
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.CompleteTask
     */
    completeTask: {
        methodKind: "unary";
        input: typeof CompleteTaskRequestSchema;
        output: typeof TaskSchema;
    };
    /**
     * @generated from rpc hapax.tasks.v1.TaskService.DeleteTask
     */
    deleteTask: {
        methodKind: "unary";
        input: typeof DeleteTaskRequestSchema;
        output: typeof TaskSchema;
    };
}>;
