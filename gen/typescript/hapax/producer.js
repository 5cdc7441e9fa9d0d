/**
 * Publishes events of a contract through a Dapr sidecar: typed, validated, as CloudEvents. The functions per event are in the files
 * *_producer.js of the contract's packages.
 */
import { randomFillSync } from "node:crypto";
import { create, ScalarType, toBinary, toJson } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { base64Encode } from "@bufbuild/protobuf/wire";
import { isWrapperDesc } from "@bufbuild/protobuf/wkt";
import { createValidator } from "@bufbuild/protovalidate";
/** Names everything that breaks the contract; nothing was sent. */
export class ValidationError extends Error {
    type;
    violations;
    constructor(type, violations) {
        super(`${type} breaks its contract: ${violations.map(({ field, message }) => `${field}: ${message}`).join("; ")}`);
        this.type = type;
        this.violations = violations;
        this.name = "ValidationError";
    }
}
/**
 * Why the sidecar didn't take an event, or that nobody knows whether it did. Publishing again with this id is safe in either case.
 */
export class PublishError extends Error {
    id;
    type;
    topic;
    status;
    answer;
    constructor(id, type, topic, 
    /** Of the sidecar's last answer; 0: there was none. */
    status, 
    /** Its text, or why there was none. */
    answer) {
        super(`publishing ${type} ${id} to ${topic}: ${status ? `the sidecar answered ${status}: ` : ""}${answer}`);
        this.id = id;
        this.type = type;
        this.topic = topic;
        this.status = status;
        this.answer = answer;
        this.name = "PublishError";
    }
}
/** Publishes through one sidecar. */
export class Client {
    endpoint;
    token;
    pubsub;
    topics;
    form;
    timeoutMs;
    attempts;
    constructor(options = {}) {
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
    async publish(kind, data, options = {}) {
        const event = newEvent(kind, create(kind.schema, data), options, options.form ? readForm(options.form) : this.form);
        const topic = this.topics.get(kind.topic) ?? kind.topic;
        // Encoded twice: the sidecar decodes the query, and the broker gets a key that any header can hold.
        const key = percentEncode(percentEncode(event.partitionkey));
        const url = `${this.endpoint}/v1.0/publish/${encodeURIComponent(this.pubsub)}/${encodeURIComponent(topic)}?metadata.partitionKey=${key}`;
        const body = JSON.stringify(event);
        for (let attempt = 1;; attempt++) {
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
    async post(url, body) {
        const headers = { "content-type": "application/cloudevents+json" };
        if (this.token) {
            headers["dapr-api-token"] = this.token;
        }
        try {
            const response = await fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(this.timeoutMs) });
            return { status: response.status, answer: (await response.text()).trim() };
        }
        catch (error) {
            return { status: 0, answer: whyNoAnswer(error) };
        }
    }
}
/** fetch tells what happened in the cause of its error, if at all; where several addresses were tried, only by a code. */
function whyNoAnswer(error) {
    const cause = error instanceof Error && error.cause ? error.cause : error;
    if (!(cause instanceof Error)) {
        return String(cause);
    }
    return cause.message || ("code" in cause ? String(cause.code) : cause.name);
}
/** 100 to 200 ms after the first attempt, twice as long after each further one. */
function pause(attempt) {
    const least = 100 * 2 ** Math.min(attempt - 1, 6);
    return new Promise((resolve) => setTimeout(resolve, least * (1 + Math.random())));
}
function environment(name, otherwise) {
    return process.env[name] || otherwise;
}
function readEndpoint(text) {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
        throw new RangeError(`the sidecar's address is "${text}" (DAPR_HTTP_ENDPOINT, DAPR_HTTP_PORT); allowed is http[s]://HOST[:PORT]`);
    }
    return text.replace(/\/+$/, "");
}
function readForm(text) {
    if (text !== "json" && text !== "protobuf") {
        throw new RangeError(`HAPAX_EVENT_DATA is "${text}"; allowed are json and protobuf`);
    }
    return text;
}
/** "task-events=my-tasks,user-events=people" */
function readTopics(text) {
    const topics = new Map();
    for (const pair of text.split(",").filter((part) => part.trim())) {
        const [ours, theirs, more] = pair.split("=").map((part) => part.trim());
        if (!ours || !theirs || more !== undefined || topics.has(ours)) {
            throw new RangeError(`HAPAX_TOPICS has "${pair}"; allowed are pairs OURS=THEIRS with commas between, each name once`);
        }
        topics.set(ours, theirs);
    }
    return topics;
}
function newEvent(kind, data, options, form) {
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
function dataJson(kind, data) {
    const result = validator.validate(kind.schema, data);
    if (result.kind === "error") {
        throw result.error;
    }
    const violations = (result.violations ?? []).map((violation) => ({
        field: pathToString(violation.field),
        rule: violation.ruleId,
        message: violation.message,
    }));
    if (violations.length > 0) {
        throw new ValidationError(kind.type, violations);
    }
    const json = toJson(kind.schema, data, { alwaysEmitImplicit: true, useProtoFieldName: true });
    findBadTexts(json, "", violations);
    if (violations.length > 0) {
        throw new ValidationError(kind.type, violations);
    }
    exactNumbers(json, kind.schema);
    return json;
}
/** The field's value as text; "" when it isn't there. */
function fieldText(json, name) {
    return String(json[name] ?? "");
}
/** Texts that no consumer of hapax takes. */
function findBadTexts(value, path, found) {
    if (typeof value === "string") {
        if (/[\0\p{Surrogate}]/u.test(value)) {
            found.push({ field: path, rule: "string.text", message: "must not contain U+0000 or half a surrogate pair" });
        }
    }
    else if (Array.isArray(value)) {
        value.forEach((item, index) => findBadTexts(item, `${path}[${index}]`, found));
    }
    else if (value && typeof value === "object") {
        for (const [name, member] of Object.entries(value)) {
            findBadTexts(name, path, found);
            findBadTexts(member, path ? `${path}.${name}` : name, found);
        }
    }
}
function exactNumbers(json, message) {
    for (const field of message.fields) {
        const value = json[field.name];
        if (value === undefined) {
            continue;
        }
        if (field.fieldKind === "list" && Array.isArray(value)) {
            json[field.name] = value.map((item) => exactNumber(item, field));
        }
        else if (field.fieldKind === "map") {
            const map = value;
            for (const [key, item] of Object.entries(map)) {
                map[key] = exactNumber(item, field);
            }
        }
        else {
            json[field.name] = exactNumber(value, field);
        }
    }
}
const longTypes = [ScalarType.INT64, ScalarType.SINT64, ScalarType.SFIXED64, ScalarType.UINT64, ScalarType.FIXED64];
const exactMax = 2n ** 53n;
/** Of a field that isn't repeated, or an item of one that is. */
function exactNumber(value, field) {
    let scalar = field.scalar;
    if (field.message) {
        if (field.message.file.proto.package !== "google.protobuf") {
            exactNumbers(value, field.message);
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
function percentEncode(text) {
    return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
function newUuidV7() {
    const id = randomFillSync(new Uint8Array(16));
    const view = new DataView(id.buffer);
    view.setBigUint64(0, (BigInt(Date.now()) << 16n) | BigInt(view.getUint16(6)));
    id[6] = (id[6] & 0x0f) | 0x70;
    id[8] = (id[8] & 0x3f) | 0x80;
    const hex = Array.from(id, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
