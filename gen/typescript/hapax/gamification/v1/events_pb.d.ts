import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/gamification/v1/events.proto.
 */
export declare const file_hapax_gamification_v1_events: GenFile;
/**
 * @generated from message hapax.gamification.v1.PointsAwarded
 */
export type PointsAwarded = Message<"hapax.gamification.v1.PointsAwarded"> & {
    /**
     * @generated from field: string user_id = 1;
     */
    userId: string;
    /**
     * @generated from field: int32 points = 2;
     */
    points: number;
    /**
     * @generated from field: string cause_event_id = 3;
     */
    causeEventId: string;
};
/**
 * Describes the message hapax.gamification.v1.PointsAwarded.
 * Use `create(PointsAwardedSchema)` to create a new message.
 */
export declare const PointsAwardedSchema: GenMessage<PointsAwarded>;
/**
 * @generated from message hapax.gamification.v1.BadgeEarned
 */
export type BadgeEarned = Message<"hapax.gamification.v1.BadgeEarned"> & {
    /**
     * @generated from field: string user_id = 1;
     */
    userId: string;
    /**
     * @generated from field: string badge = 2;
     */
    badge: string;
    /**
     * @generated from field: string cause_event_id = 3;
     */
    causeEventId: string;
};
/**
 * Describes the message hapax.gamification.v1.BadgeEarned.
 * Use `create(BadgeEarnedSchema)` to create a new message.
 */
export declare const BadgeEarnedSchema: GenMessage<BadgeEarned>;
