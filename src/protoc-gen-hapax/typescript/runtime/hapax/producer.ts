/**
 * Publishes events of a contract through a Dapr sidecar: typed, validated, as CloudEvents. The functions per event are in the files
 * *_producer.js of the contract's packages.
 */
import { randomFillSync } from "node:crypto";
import { create, ScalarType, toBinary, toJson } from "@bufbuild/protobuf";
import type { DescField, DescMessage, JsonObject, JsonValue, MessageInitShape, MessageShape } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { isWrapperDesc } from "@bufbuild/protobuf/wkt";
import { createValidator } from "@bufbuild/protovalidate";

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
export class ValidationError extends Error {
  constructor(
    readonly type: string,
    readonly violations: readonly Violation[],
  ) {
    super(`${type} breaks its contract: ${violations.map(({ field, message }) => `${field}: ${message}`).join("; ")}`);
    this.name = "ValidationError";
  }
}

/**
 * Why the sidecar didn't take an event, or that nobody knows whether it did. Publishing again with this id is safe in either case.
 */
export class PublishError extends Error {
  constructor(
    readonly id: string,
    readonly type: string,
    readonly topic: string,
    /** Of the sidecar's last answer; 0: there was none. */
    readonly status: number,
    /** Its text, or why there was none. */
    readonly answer: string,
  ) {
    super(`publishing ${type} ${id} to ${topic}: ${status ? `the sidecar answered ${status}: ` : ""}${answer}`);
    this.name = "PublishError";
  }
}

/** Publishes through one sidecar. */
export class Client {
  private readonly endpoint: string;
  private readonly token: string;
  private readonly pubsub: string;
  private readonly topics: ReadonlyMap<string, string>;
  private readonly form: DataForm;
  private readonly timeoutMs: number;
  private readonly attempts: number;

  constructor(options: ClientOptions = {}) {
    this.endpoint = readEndpoint(options.endpoint || environment("DAPR_HTTP_ENDPOINT", `http://127.0.0.1:${environment("DAPR_HTTP_PORT", "3500")}`));
    this.token = options.token ?? environment("DAPR_API_TOKEN", "");
    this.pubsub = options.pubsub || environment("HAPAX_PUBSUB", "pubsub");
    this.topics = options.topics ? new Map(Object.entries(options.topics)) : readTopics(environment("HAPAX_TOPICS", ""));
    this.form = readForm(options.form ?? environment("HAPAX_EVENT_DATA", "json"));
    this.timeoutMs = options.timeoutMs ?? 10_000;
    this.attempts = options.attempts ?? 3;
    if (!(this.timeoutMs > 0) || !(this.attempts >= 1)) {
      throw new RangeError(`timeoutMs is ${this.timeoutMs} and attempts ${this.attempts}; allowed are more than 0 and 1 or more`);
    }
  }

  /**
   * Validates the data and publishes it as an event of that kind. Resolves to the event's id; rejects with a ValidationError, and nothing
   * was sent, or with a PublishError.
   */
  async publish<Desc extends DescMessage>(kind: EventType<Desc>, data: MessageInitShape<Desc>, options: PublishOptions = {}): Promise<string> {
    const event = newEvent(kind, create(kind.schema, data), options, options.form ? readForm(options.form) : this.form);
    const topic = this.topics.get(kind.topic) ?? kind.topic;
    // Encoded twice: the sidecar decodes the query, and the broker gets a key that any header can hold.
    const key = percentEncode(percentEncode(event.partitionkey));
    const url = `${this.endpoint}/v1.0/publish/${encodeURIComponent(this.pubsub)}/${encodeURIComponent(topic)}?metadata.partitionKey=${key}`;
    const body = JSON.stringify(event);
    for (let attempt = 1; ; attempt++) {
      const { status, answer } = await this.post(url, body);
      if (status >= 200 && status < 300) {
        return event.id;
      }
      const mayPass = status === 0 || status === 429 || status >= 500;
      if (attempt >= this.attempts || !mayPass) {
        throw new PublishError(event.id, kind.type, topic, status, answer);
      }
      await pause(attempt);
    }
  }

  private async post(url: string, body: string): Promise<{ status: number; answer: string }> {
    const headers: Record<string, string> = { "content-type": "application/cloudevents+json" };
    if (this.token) {
      headers["dapr-api-token"] = this.token;
    }
    try {
      const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(this.timeoutMs) });
      return { status: response.status, answer: (await response.text()).trim() };
    } catch (error) {
      return { status: 0, answer: whyNoAnswer(error) };
    }
  }
}

/** fetch tells what happened in the cause of its error, if at all; where several addresses were tried, only by a code. */
function whyNoAnswer(error: unknown): string {
  const cause: unknown = error instanceof Error && error.cause ? error.cause : error;
  if (!(cause instanceof Error)) {
    return String(cause);
  }
  return cause.message || ("code" in cause ? String(cause.code) : cause.name);
}

/** 100 to 200 ms after the first attempt, twice as long after each further one. */
function pause(attempt: number): Promise<void> {
  const least = 100 * 2 ** Math.min(attempt - 1, 6);
  return new Promise((resolve) => setTimeout(resolve, least * (1 + Math.random())));
}

function environment(name: string, otherwise: string): string {
  return process.env[name] || otherwise;
}

function readEndpoint(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new RangeError(`the sidecar's address is "${text}" (DAPR_HTTP_ENDPOINT, DAPR_HTTP_PORT); allowed is http[s]://HOST[:PORT]`);
  }
  return text.replace(/\/+$/, "");
}

function readForm(text: string): DataForm {
  if (text !== "json" && text !== "protobuf") {
    throw new RangeError(`HAPAX_EVENT_DATA is "${text}"; allowed are json and protobuf`);
  }
  return text;
}

/** "task-events=my-tasks,user-events=people" */
function readTopics(text: string): Map<string, string> {
  const topics = new Map<string, string>();
  for (const pair of text.split(",").filter((part) => part.trim())) {
    const [ours, theirs, more] = pair.split("=").map((part) => part.trim());
    if (!ours || !theirs || more !== undefined || topics.has(ours)) {
      throw new RangeError(`HAPAX_TOPICS has "${pair}"; allowed are pairs OURS=THEIRS with commas between, each name once`);
    }
    topics.set(ours, theirs);
  }
  return topics;
}

/** A CloudEvent; JSON.stringify leaves out what is undefined. */
interface CloudEvent {
  specversion: string;
  id: string;
  source: string;
  type: string;
  subject?: string;
  time: string;
  datacontenttype: string;
  eventversion: string;
  correlationid: string;
  causationid?: string;
  userid?: string;
  partitionkey: string;
  traceparent?: string;
  traceid?: string;
  data?: JsonValue;
  data_base64?: string;
}

function newEvent<Desc extends DescMessage>(kind: EventType<Desc>, data: MessageShape<Desc>, options: PublishOptions, form: DataForm): CloudEvent {
  const id = options.id || newUuidV7();
  const source = options.source || kind.source;
  const json = dataJson(kind, data);
  const subject = fieldText(json, kind.subject);
  return {
    specversion: "1.0",
    id,
    source,
    type: kind.type,
    subject: subject || undefined,
    time: (options.time ?? new Date()).toISOString(),
    datacontenttype: form === "json" ? "application/json" : "application/protobuf",
    eventversion: kind.version,
    correlationid: options.correlationId || id,
    causationid: options.causationId || undefined,
    userid: options.userId || undefined,
    partitionkey: fieldText(json, kind.key) || subject || source,
    traceparent: options.traceparent || undefined,
    traceid: options.traceparent || undefined,
    data: form === "json" ? json : undefined,
    data_base64: form === "protobuf" ? base64Encode(toBinary(kind.schema, data)) : undefined,
  };
}

const validator = createValidator();

/**
 * The data as events carry it: protobuf's JSON with the names of the .proto, repeated fields always there, and 64-bit integers as numbers
 * as long as every reader can keep them exactly.
 */
function dataJson<Desc extends DescMessage>(kind: EventType<Desc>, data: MessageShape<Desc>): JsonObject {
  const result = validator.validate(kind.schema, data);
  if (result.kind === "error") {
    throw result.error;
  }
  const violations: Violation[] = (result.violations ?? []).map((violation) => ({
    field: pathToString(violation.field),
    rule: violation.ruleId,
    message: violation.message,
  }));
  if (violations.length > 0) {
    throw new ValidationError(kind.type, violations);
  }
  const json = toJson(kind.schema, data, { alwaysEmitImplicit: true, useProtoFieldName: true }) as JsonObject;
  findBadTexts(json, "", violations);
  if (violations.length > 0) {
    throw new ValidationError(kind.type, violations);
  }
  exactNumbers(json, kind.schema);
  return json;
}

/** The field's value as text; "" when it isn't there. */
function fieldText(json: JsonObject, name: string): string {
  return String(json[name] ?? "");
}

/** Texts that no consumer of hapax takes. */
function findBadTexts(value: JsonValue | undefined, path: string, found: Violation[]): void {
  if (typeof value === "string") {
    if (/[\0\p{Surrogate}]/u.test(value)) {
      found.push({ field: path, rule: "string.text", message: "must not contain U+0000 or half a surrogate pair" });
    }
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => findBadTexts(item, `${path}[${index}]`, found));
  } else if (value && typeof value === "object") {
    for (const [name, member] of Object.entries(value)) {
      findBadTexts(name, path, found);
      findBadTexts(member, path ? `${path}.${name}` : name, found);
    }
  }
}

function exactNumbers(json: JsonObject, message: DescMessage): void {
  for (const field of message.fields) {
    const value = json[field.name];
    if (value === undefined) {
      continue;
    }
    if (field.fieldKind === "list" && Array.isArray(value)) {
      json[field.name] = value.map((item) => exactNumber(item, field));
    } else if (field.fieldKind === "map") {
      const map = value as JsonObject;
      for (const [key, item] of Object.entries(map)) {
        map[key] = exactNumber(item, field);
      }
    } else {
      json[field.name] = exactNumber(value, field);
    }
  }
}

const longTypes: readonly (ScalarType | undefined)[] = [ScalarType.INT64, ScalarType.SINT64, ScalarType.SFIXED64, ScalarType.UINT64, ScalarType.FIXED64];

const exactMax = 2n ** 53n;

/** Of a field that isn't repeated, or an item of one that is. */
function exactNumber(value: JsonValue, field: DescField): JsonValue {
  let scalar = field.scalar;
  if (field.message) {
    if (field.message.file.proto.package !== "google.protobuf") {
      exactNumbers(value as JsonObject, field.message);
      return value;
    }
    scalar = isWrapperDesc(field.message) ? field.message.fields[0].scalar : undefined;
  }
  if (!longTypes.includes(scalar) || typeof value !== "string") {
    return value;
  }
  const number = BigInt(value);
  return -exactMax <= number && number <= exactMax ? Number(number) : value;
}

/** All but letters, digits and -._~ */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function newUuidV7(): string {
  const id = randomFillSync(new Uint8Array(16));
  const view = new DataView(id.buffer);
  view.setBigUint64(0, (BigInt(Date.now()) << 16n) | BigInt(view.getUint16(6)));
  id[6] = (id[6] & 0x0f) | 0x70;
  id[8] = (id[8] & 0x3f) | 0x80;
  const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
