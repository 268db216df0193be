export type {
  Endpoint,
  EntryCommon,
  EntryKind,
  ParsedConfig,
  RemoteEndpoint,
  ReplicaEntry,
  ServerEntry,
  StdioEndpoint,
} from "./entry.js";
export type { ConfigFault } from "./fault.js";
export type { InterpolationContext } from "./interpolate.js";
export { parseConfig } from "./parse-config.js";
export { type ConfigDocument, parseConfigText, readDocument } from "./parse-text.js";
export { resolveEntry, variablesOf } from "./resolve-entry.js";
export { configObject, serializeConfig } from "./serialize-config.js";
export { type ConfigPatch, updateConfig, updateConfigText } from "./update-config.js";
