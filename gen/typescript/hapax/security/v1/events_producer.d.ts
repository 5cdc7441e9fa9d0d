import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** security.alert.raised 1.0 on security-events. Something suspicious happened around a user. */
export declare const securityAlertRaisedEvent: EventType<typeof pb.SecurityAlertRaisedSchema>;
/** Publishes security.alert.raised and resolves to the event's id. Something suspicious happened around a user. */
export declare function publishSecurityAlertRaised(client: Client, data: MessageInitShape<typeof pb.SecurityAlertRaisedSchema>, options?: PublishOptions): Promise<string>;
