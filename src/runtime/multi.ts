export { UnknownComponentError } from "./errors/unknown-component-error.js";
export { NameCollisionError, ServersFailedError } from "./multi/multi-errors.js";
export type { ServerRoute } from "./backend/backend.js";
export type { ServerStatus } from "./backend/server-status.js";
export { prefixedName, prefixedUri, unprefixedName, unprefixedUri } from "./multi/namespace.js";
export type { MultiClientOptions, ServerOptions } from "./backend/backend-options.js";
export { tagsOf } from "./transforms/tags.js";
export {
  loadConfigFile as loadConfig,
  saveConfigFile as saveConfig,
  updateConfigFile as updateConfig,
} from "./config/index.js";
