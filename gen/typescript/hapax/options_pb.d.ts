import type { GenEnum, GenExtension, GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { FieldOptions as FieldOptions$1, FileOptions, MessageOptions } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/options.proto.
 */
export declare const file_hapax_options: GenFile;
/**
 * @generated from message hapax.EventOptions
 */
export type EventOptions = Message<"hapax.EventOptions"> & {
    /**
     * "<entity>.<action>", a fact in the past tense: "task.created". The message's name is its CamelCase.
     *
     * @generated from field: string type = 1;
     */
    type: string;
    /**
     * "MAJOR.MINOR". A minor version only adds; anything else is a new major one.
     *
     * @generated from field: string version = 2;
     */
    version: string;
    /**
     * The topic it is published on: "task-events".
     *
     * @generated from field: string topic = 3;
     */
    topic: string;
    /**
     * The field whose value is the partition key: events with the same key stay in order.
     *
     * @generated from field: string key = 4;
     */
    key: string;
    /**
     * The field that names what the event is about: the CloudEvents subject.
     *
     * @generated from field: string subject = 5;
     */
    subject: string;
    /**
     * Other producers' spellings of the type, on whatever topic.
     *
     * @generated from field: repeated string aliases = 6;
     */
    aliases: string[];
    /**
     * Spellings that mean this event on its own topic only: "created" on task-events.
     *
     * @generated from field: repeated string topic_aliases = 7;
     */
    topicAliases: string[];
    /**
     * The service that publishes it: the last part of the package before the version.
     *
     * @generated from field: string owner = 8;
     */
    owner: string;
    /**
     * Who declared interest; a change touches them.
     *
     * @generated from field: repeated string consumers = 9;
     */
    consumers: string[];
    /**
     * One sentence for people.
     *
     * @generated from field: string description = 10;
     */
    description: string;
    /**
     * How long the event may be kept, e.g. "7d"; empty: as its topic.
     *
     * @generated from field: string retention = 11;
     */
    retention: string;
    /**
     * An example of the data, as JSON.
     *
     * @generated from field: string example = 12;
     */
    example: string;
    /**
     * What consumers do when their handler fails; absent: the consumer's own policy.
     *
     * @generated from field: hapax.RetryOptions retry = 13;
     */
    retry?: RetryOptions;
};
/**
 * Describes the message hapax.EventOptions.
 * Use `create(EventOptionsSchema)` to create a new message.
 */
export declare const EventOptionsSchema: GenMessage<EventOptions>;
/**
 * A failing event is tried again after initial_interval, then after twice as long each time, but never after more than max_interval.
 *
 * @generated from message hapax.RetryOptions
 */
export type RetryOptions = Message<"hapax.RetryOptions"> & {
    /**
     * With the first one; after the last the event is a dead letter.
     *
     * @generated from field: int32 max_attempts = 1;
     */
    maxAttempts: number;
    /**
     * Durations: a whole number and a unit of ms, s, m, h, d.
     *
     * @generated from field: string initial_interval = 2;
     */
    initialInterval: string;
    /**
     * @generated from field: string max_interval = 3;
     */
    maxInterval: string;
    /**
     * @generated from field: hapax.OnDead on_dead = 4;
     */
    onDead: OnDead;
};
/**
 * Describes the message hapax.RetryOptions.
 * Use `create(RetryOptionsSchema)` to create a new message.
 */
export declare const RetryOptionsSchema: GenMessage<RetryOptions>;
/**
 * @generated from message hapax.TopicOptions
 */
export type TopicOptions = Message<"hapax.TopicOptions"> & {
    /**
     * Small letters, digits, '.', '_' and '-'.
     *
     * @generated from field: string name = 1;
     */
    name: string;
    /**
     * @generated from field: string description = 2;
     */
    description: string;
    /**
     * Of the topic on Kafka; 0: 3.
     *
     * @generated from field: int32 partitions = 3;
     */
    partitions: number;
    /**
     * Copies on Kafka; 0: 2.
     *
     * @generated from field: int32 replication = 4;
     */
    replication: number;
    /**
     * How long the broker keeps its events: a whole number and a unit of ms, s, m, h, d; empty: "7d".
     *
     * @generated from field: string retention = 5;
     */
    retention: string;
    /**
     * What other systems call it.
     *
     * @generated from field: repeated string also_called = 6;
     */
    alsoCalled: string[];
};
/**
 * Describes the message hapax.TopicOptions.
 * Use `create(TopicOptionsSchema)` to create a new message.
 */
export declare const TopicOptionsSchema: GenMessage<TopicOptions>;
/**
 * @generated from message hapax.FieldOptions
 */
export type FieldOptions = Message<"hapax.FieldOptions"> & {
    /**
     * Personal data, encrypted with a key of the user so that it can be erased.
     *
     * @generated from field: bool pii = 1;
     */
    pii: boolean;
};
/**
 * Describes the message hapax.FieldOptions.
 * Use `create(FieldOptionsSchema)` to create a new message.
 */
export declare const FieldOptionsSchema: GenMessage<FieldOptions>;
/**
 * What becomes of the later events of the same key once one is a dead letter.
 *
 * @generated from enum hapax.OnDead
 */
export declare enum OnDead {
    /**
     * @generated from enum value: ON_DEAD_UNSPECIFIED = 0;
     */
    UNSPECIFIED = 0,
    /**
     * They go on.
     *
     * @generated from enum value: ON_DEAD_CONTINUE = 1;
     */
    CONTINUE = 1,
    /**
     * They wait behind it until it is replayed or dropped.
     *
     * @generated from enum value: ON_DEAD_HOLD = 2;
     */
    HOLD = 2
}
/**
 * Describes the enum hapax.OnDead.
 */
export declare const OnDeadSchema: GenEnum<OnDead>;
/**
 * @generated from extension: hapax.EventOptions event = 50100;
 */
export declare const event: GenExtension<MessageOptions, EventOptions>;
/**
 * @generated from extension: hapax.FieldOptions data = 50101;
 */
export declare const data: GenExtension<FieldOptions$1, FieldOptions>;
/**
 * Every topic is declared once, in the file of the service that it belongs to.
 *
 * @generated from extension: repeated hapax.TopicOptions topic = 50102;
 */
export declare const topic: GenExtension<FileOptions, TopicOptions[]>;
