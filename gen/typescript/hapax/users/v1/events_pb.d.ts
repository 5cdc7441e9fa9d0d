import type { GenFile, GenMessage } from "@bufbuild/protobuf/codegenv2";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type { Message } from "@bufbuild/protobuf";
/**
 * Describes the file hapax/users/v1/events.proto.
 */
export declare const file_hapax_users_v1_events: GenFile;
/**
 * @generated from message hapax.users.v1.UserRegistered
 */
export type UserRegistered = Message<"hapax.users.v1.UserRegistered"> & {
    /**
     * @generated from field: string user_id = 1;
     */
    userId: string;
    /**
     * Encrypted with the user's key.
     *
     * @generated from field: string email = 2;
     */
    email: string;
    /**
     * @generated from field: google.protobuf.Timestamp registered_at = 3;
     */
    registeredAt?: Timestamp;
};
/**
 * Describes the message hapax.users.v1.UserRegistered.
 * Use `create(UserRegisteredSchema)` to create a new message.
 */
export declare const UserRegisteredSchema: GenMessage<UserRegistered>;
/**
 * @generated from message hapax.users.v1.UserLoggedIn
 */
export type UserLoggedIn = Message<"hapax.users.v1.UserLoggedIn"> & {
    /**
     * @generated from field: string user_id = 1;
     */
    userId: string;
    /**
     * @generated from field: string login_method = 2;
     */
    loginMethod: string;
    /**
     * @generated from field: string ip_address = 3;
     */
    ipAddress: string;
    /**
     * @generated from field: string user_agent = 4;
     */
    userAgent: string;
};
/**
 * Describes the message hapax.users.v1.UserLoggedIn.
 * Use `create(UserLoggedInSchema)` to create a new message.
 */
export declare const UserLoggedInSchema: GenMessage<UserLoggedIn>;
/**
 * @generated from message hapax.users.v1.UserLoginFailed
 */
export type UserLoginFailed = Message<"hapax.users.v1.UserLoginFailed"> & {
    /**
     * @generated from field: string login_method = 1;
     */
    loginMethod: string;
    /**
     * @generated from field: string ip_address = 2;
     */
    ipAddress: string;
    /**
     * @generated from field: string user_agent = 3;
     */
    userAgent: string;
    /**
     * @generated from field: string reason = 4;
     */
    reason: string;
    /**
     * Not there when the name given is nobody's.
     *
     * @generated from field: google.protobuf.StringValue user_id = 5;
     */
    userId?: string;
};
/**
 * Describes the message hapax.users.v1.UserLoginFailed.
 * Use `create(UserLoginFailedSchema)` to create a new message.
 */
export declare const UserLoginFailedSchema: GenMessage<UserLoginFailed>;
