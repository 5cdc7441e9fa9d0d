import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** task.created 1.0 on task-events. A user made a task. */
export declare const taskCreatedEvent: EventType<typeof pb.TaskCreatedSchema>;
/** Publishes task.created and resolves to the event's id. A user made a task. */
export declare function publishTaskCreated(client: Client, data: MessageInitShape<typeof pb.TaskCreatedSchema>, options?: PublishOptions): Promise<string>;
/** task.updated 1.0 on task-events. A user changed fields of a task. */
export declare const taskUpdatedEvent: EventType<typeof pb.TaskUpdatedSchema>;
/** Publishes task.updated and resolves to the event's id. A user changed fields of a task. */
export declare function publishTaskUpdated(client: Client, data: MessageInitShape<typeof pb.TaskUpdatedSchema>, options?: PublishOptions): Promise<string>;
/** task.completed 1.0 on task-events. A user finished a task. */
export declare const taskCompletedEvent: EventType<typeof pb.TaskCompletedSchema>;
/** Publishes task.completed and resolves to the event's id. A user finished a task. */
export declare function publishTaskCompleted(client: Client, data: MessageInitShape<typeof pb.TaskCompletedSchema>, options?: PublishOptions): Promise<string>;
/** task.deleted 1.0 on task-events. A task was deleted. */
export declare const taskDeletedEvent: EventType<typeof pb.TaskDeletedSchema>;
/** Publishes task.deleted and resolves to the event's id. A task was deleted. */
export declare function publishTaskDeleted(client: Client, data: MessageInitShape<typeof pb.TaskDeletedSchema>, options?: PublishOptions): Promise<string>;
/** task.corrected 1.0 on task-events. An earlier event of a task was wrong; this says how it should have been. */
export declare const taskCorrectedEvent: EventType<typeof pb.TaskCorrectedSchema>;
/** Publishes task.corrected and resolves to the event's id. An earlier event of a task was wrong; this says how it should have been. */
export declare function publishTaskCorrected(client: Client, data: MessageInitShape<typeof pb.TaskCorrectedSchema>, options?: PublishOptions): Promise<string>;
/** task.changed 1.0 on task-updates. Something about a task changed; carries the difference only. */
export declare const taskChangedEvent: EventType<typeof pb.TaskChangedSchema>;
/** Publishes task.changed and resolves to the event's id. Something about a task changed; carries the difference only. */
export declare function publishTaskChanged(client: Client, data: MessageInitShape<typeof pb.TaskChangedSchema>, options?: PublishOptions): Promise<string>;
