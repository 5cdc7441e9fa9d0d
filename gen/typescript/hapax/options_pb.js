// What makes a message an event: `option (hapax.event) = { type: "task.created" ... };`, and what is declared once for a topic:
// `option (hapax.topic) = { name: "task-events" ... };`
import { enumDesc, extDesc, fileDesc, messageDesc } from "@bufbuild/protobuf/codegenv2";
import { file_google_protobuf_descriptor } from "@bufbuild/protobuf/wkt";
/**
 * Describes the file hapax/options.proto.
 */
export const file_hapax_options = /*@__PURE__*/ fileDesc("ChNoYXBheC9vcHRpb25zLnByb3RvEgVoYXBheCKBAgoMRXZlbnRPcHRpb25zEgwKBHR5cGUYASABKAkSDwoHdmVyc2lvbhgCIAEoCRINCgV0b3BpYxgDIAEoCRILCgNrZXkYBCABKAkSDwoHc3ViamVjdBgFIAEoCRIPCgdhbGlhc2VzGAYgAygJEhUKDXRvcGljX2FsaWFzZXMYByADKAkSDQoFb3duZXIYCCABKAkSEQoJY29uc3VtZXJzGAkgAygJEhMKC2Rlc2NyaXB0aW9uGAogASgJEhEKCXJldGVudGlvbhgLIAEoCRIPCgdleGFtcGxlGAwgASgJEiIKBXJldHJ5GA0gASgLMhMuaGFwYXguUmV0cnlPcHRpb25zInQKDFJldHJ5T3B0aW9ucxIUCgxtYXhfYXR0ZW1wdHMYASABKAUSGAoQaW5pdGlhbF9pbnRlcnZhbBgCIAEoCRIUCgxtYXhfaW50ZXJ2YWwYAyABKAkSHgoHb25fZGVhZBgEIAEoDjINLmhhcGF4Lk9uRGVhZCKCAQoMVG9waWNPcHRpb25zEgwKBG5hbWUYASABKAkSEwoLZGVzY3JpcHRpb24YAiABKAkSEgoKcGFydGl0aW9ucxgDIAEoBRITCgtyZXBsaWNhdGlvbhgEIAEoBRIRCglyZXRlbnRpb24YBSABKAkSEwoLYWxzb19jYWxsZWQYBiADKAkiGwoMRmllbGRPcHRpb25zEgsKA3BpaRgBIAEoCCpJCgZPbkRlYWQSFwoTT05fREVBRF9VTlNQRUNJRklFRBAAEhQKEE9OX0RFQURfQ09OVElOVUUQARIQCgxPTl9ERUFEX0hPTEQQAjpMCgVldmVudBIfLmdvb2dsZS5wcm90b2J1Zi5NZXNzYWdlT3B0aW9ucxi0hwMgASgLMhMuaGFwYXguRXZlbnRPcHRpb25zUgVldmVudDpICgRkYXRhEh0uZ29vZ2xlLnByb3RvYnVmLkZpZWxkT3B0aW9ucxi1hwMgASgLMhMuaGFwYXguRmllbGRPcHRpb25zUgRkYXRhOkkKBXRvcGljEhwuZ29vZ2xlLnByb3RvYnVmLkZpbGVPcHRpb25zGLaHAyADKAsyEy5oYXBheC5Ub3BpY09wdGlvbnNSBXRvcGljQhZaFGhhcGF4LmludGVybmFsL2hhcGF4YgZwcm90bzM", [file_google_protobuf_descriptor]);
/**
 * Describes the message hapax.EventOptions.
 * Use `create(EventOptionsSchema)` to create a new message.
 */
export const EventOptionsSchema = /*@__PURE__*/ messageDesc(file_hapax_options, 0);
/**
 * Describes the message hapax.RetryOptions.
 * Use `create(RetryOptionsSchema)` to create a new message.
 */
export const RetryOptionsSchema = /*@__PURE__*/ messageDesc(file_hapax_options, 1);
/**
 * Describes the message hapax.TopicOptions.
 * Use `create(TopicOptionsSchema)` to create a new message.
 */
export const TopicOptionsSchema = /*@__PURE__*/ messageDesc(file_hapax_options, 2);
/**
 * Describes the message hapax.FieldOptions.
 * Use `create(FieldOptionsSchema)` to create a new message.
 */
export const FieldOptionsSchema = /*@__PURE__*/ messageDesc(file_hapax_options, 3);
/**
 * What becomes of the later events of the same key once one is a dead letter.
 *
 * @generated from enum hapax.OnDead
 */
export var OnDead;
(function (OnDead) {
    /**
     * @generated from enum value: ON_DEAD_UNSPECIFIED = 0;
     */
    OnDead[OnDead["UNSPECIFIED"] = 0] = "UNSPECIFIED";
    /**
     * They go on.
     *
     * @generated from enum value: ON_DEAD_CONTINUE = 1;
     */
    OnDead[OnDead["CONTINUE"] = 1] = "CONTINUE";
    /**
     * They wait behind it until it is replayed or dropped.
     *
     * @generated from enum value: ON_DEAD_HOLD = 2;
     */
    OnDead[OnDead["HOLD"] = 2] = "HOLD";
})(OnDead || (OnDead = {}));
/**
 * Describes the enum hapax.OnDead.
 */
export const OnDeadSchema = /*@__PURE__*/ enumDesc(file_hapax_options, 0);
/**
 * @generated from extension: hapax.EventOptions event = 50100;
 */
export const event = /*@__PURE__*/ extDesc(file_hapax_options, 0);
/**
 * @generated from extension: hapax.FieldOptions data = 50101;
 */
export const data = /*@__PURE__*/ extDesc(file_hapax_options, 1);
/**
 * Every topic is declared once, in the file of the service that it belongs to.
 *
 * @generated from extension: repeated hapax.TopicOptions topic = 50102;
 */
export const topic = /*@__PURE__*/ extDesc(file_hapax_options, 2);
