import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/security/v1/events.proto.
 */
export declare const file_hapax_security_v1_events: GenFile;
/**
 * @generated from message hapax.security.v1.SecurityAlertRaised
 */
export type SecurityAlertRaised = Message<"hapax.security.v1.SecurityAlertRaised"> & {
    /**
     * @generated from field: string alert_id = 1;
     */
    alertId: string;
    /**
     * @generated from field: string user_id = 2;
     */
    userId: string;
    /**
     * @generated from field: string kind = 3;
     */
    kind: string;
    /**
     * @generated from field: string severity = 4;
     */
    severity: string;
    /**
     * The events that raised suspicion.
     *
     * @generated from field: repeated string evidence_event_ids = 5;
     */
    evidenceEventIds: string[];
};
/**
 * Describes the message hapax.security.v1.SecurityAlertRaised.
 * Use `create(SecurityAlertRaisedSchema)` to create a new message.
 */
export declare const SecurityAlertRaisedSchema: GenMessage<SecurityAlertRaised>;
