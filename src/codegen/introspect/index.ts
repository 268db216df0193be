export type { IntrospectEvent } from "./events.js";
export { countsOf, introspect, type IntrospectResult, type ServerFailure } from "./introspect.js";
export { DEFAULT_INTROSPECT_LIMITS, type IntrospectLimits, type IntrospectOptions } from "./options.js";
export { CLIENT_CAPABILITIES } from "./profile.js";
