import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** task.recurrence.triggered 1.0 on task-events. A repeating task is due for its next instance. */
export declare const taskRecurrenceTriggeredEvent: EventType<typeof pb.TaskRecurrenceTriggeredSchema>;
/** Publishes task.recurrence.triggered and resolves to the event's id. A repeating task is due for its next instance. */
export declare function publishTaskRecurrenceTriggered(client: Client, data: MessageInitShape<typeof pb.TaskRecurrenceTriggeredSchema>, options?: PublishOptions): Promise<string>;
