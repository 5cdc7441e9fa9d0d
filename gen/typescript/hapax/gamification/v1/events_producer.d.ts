import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** points.awarded 1.0 on gamification-events. A user got points. */
export declare const pointsAwardedEvent: EventType<typeof pb.PointsAwardedSchema>;
/** Publishes points.awarded and resolves to the event's id. A user got points. */
export declare function publishPointsAwarded(client: Client, data: MessageInitShape<typeof pb.PointsAwardedSchema>, options?: PublishOptions): Promise<string>;
/** badge.earned 1.0 on gamification-events. A user earned a badge. */
export declare const badgeEarnedEvent: EventType<typeof pb.BadgeEarnedSchema>;
/** Publishes badge.earned and resolves to the event's id. A user earned a badge. */
export declare function publishBadgeEarned(client: Client, data: MessageInitShape<typeof pb.BadgeEarnedSchema>, options?: PublishOptions): Promise<string>;
