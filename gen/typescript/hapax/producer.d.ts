import type { DescMessage, MessageInitShape } from "@bufbuild/protobuf";
/** What the contract says about an event; protoc-gen-hapax writes one for each. */
export interface EventType<Desc extends DescMessage> {
    readonly type: string;
    readonly version: string;
    readonly topic: string;
    readonly source: string;
    /** Names of fields. */
    readonly key: string;
    readonly subject: string;
    readonly schema: Desc;
}
export type DataForm = "json" | "protobuf";
/** What isn't given comes from the environment. */
export interface ClientOptions {
    /** Of the sidecar's HTTP API; else DAPR_HTTP_ENDPOINT, else DAPR_HTTP_PORT (3500) on this machine. */
    endpoint?: string;
    /** For the sidecar; else DAPR_API_TOKEN. */
    token?: string;
    /** Dapr's component; else HAPAX_PUBSUB, else "pubsub". */
    pubsub?: string;
    /** Topics that have another name at the broker; else HAPAX_TOPICS, as in "task-events=my-tasks". */
    topics?: Record<string, string>;
    /** Of the data; else HAPAX_EVENT_DATA, else "json". */
    form?: DataForm;
    /** Of one attempt; 10,000 if not given. */
    timeoutMs?: number;
    /** In all, while the sidecar is away or fails; all carry the same id. 3 if not given. */
    attempts?: number;
}
/** Attributes of one event that aren't in its data. */
export interface PublishOptions {
    /** The same one for the same fact, however often it is published; a new UUIDv7 if not given. */
    id?: string;
    /** When it happened; now if not given. */
    time?: Date;
    /** Who publishes, where that isn't the service that owns the event. Ids are unique for each source. */
    source?: string;
    /** The id that everything shares which one request from outside set off; the event's own if not given. */
    correlationId?: string;
    /** The id of the command or event that caused this one directly. */
    causationId?: string;
    /** Who did it. */
    userId?: string;
    /** W3C trace context. It is sent as traceid too: the sidecar replaces the traceparent of events without one. */
    traceparent?: string;
    /** Of this event's data, where it isn't the client's. */
    form?: DataForm;
}
/** One broken rule: the path of its field, as tags[1], the rule's name and what is allowed. */
export interface Violation {
    readonly field: string;
    readonly rule: string;
    readonly message: string;
}
/** Names everything that breaks the contract; nothing was sent. */
export declare class ValidationError extends Error {
    readonly type: string;
    readonly violations: readonly Violation[];
    constructor(type: string, violations: readonly Violation[]);
}
/**
 * Why the sidecar didn't take an event, or that nobody knows whether it did. Publishing again with this id is safe in either case.
 */
export declare class PublishError extends Error {
    readonly id: string;
    readonly type: string;
    readonly topic: string;
    /** Of the sidecar's last answer; 0: there was none. */
    readonly status: number;
    /** Its text, or why there was none. */
    readonly answer: string;
    constructor(id: string, type: string, topic: string, 
    /** Of the sidecar's last answer; 0: there was none. */
    status: number, 
    /** Its text, or why there was none. */
    answer: string);
}
/** Publishes through one sidecar. */
export declare class Client {
    private readonly endpoint;
    private readonly token;
    private readonly pubsub;
    private readonly topics;
    private readonly form;
    private readonly timeoutMs;
    private readonly attempts;
    constructor(options?: ClientOptions);
    /**
     * Validates the data and publishes it as an event of that kind. Resolves to the event's id; rejects with a ValidationError, and nothing
     * was sent, or with a PublishError.
     */
    publish<Desc extends DescMessage>(kind: EventType<Desc>, data: MessageInitShape<Desc>, options?: PublishOptions): Promise<string>;
    private post;
}
