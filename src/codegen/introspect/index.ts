export type { IntrospectEvent } from "./events.js";
export { introspect, type IntrospectResult, type ServerFailure, withCause } from "./introspect.js";
export type { IntrospectOptions } from "./introspect-options.js";
export { OpenServer } from "./open-server.js";
export { openClient } from "./open-client.js";
export { settledModel } from "./settled-model.js";
export { withoutSecrets } from "./secrets.js";
export { pingServers, type Pong } from "./ping-servers.js";
