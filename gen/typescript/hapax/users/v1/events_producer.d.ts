import * as pb from "./events_pb.js";
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Client, EventType, PublishOptions } from "../../../hapax/producer.js";
/** user.registered 1.0 on user-events. Somebody became a user. */
export declare const userRegisteredEvent: EventType<typeof pb.UserRegisteredSchema>;
/** Publishes user.registered and resolves to the event's id. Somebody became a user. */
export declare function publishUserRegistered(client: Client, data: MessageInitShape<typeof pb.UserRegisteredSchema>, options?: PublishOptions): Promise<string>;
/** user.logged_in 1.0 on user-events. A user logged in. */
export declare const userLoggedInEvent: EventType<typeof pb.UserLoggedInSchema>;
/** Publishes user.logged_in and resolves to the event's id. A user logged in. */
export declare function publishUserLoggedIn(client: Client, data: MessageInitShape<typeof pb.UserLoggedInSchema>, options?: PublishOptions): Promise<string>;
/** user.login_failed 1.0 on user-events. Somebody failed to log in. */
export declare const userLoginFailedEvent: EventType<typeof pb.UserLoginFailedSchema>;
/** Publishes user.login_failed and resolves to the event's id. Somebody failed to log in. */
export declare function publishUserLoginFailed(client: Client, data: MessageInitShape<typeof pb.UserLoginFailedSchema>, options?: PublishOptions): Promise<string>;
