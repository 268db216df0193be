export { fieldsOf } from "./entry.js";
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
export { type ConfigInput, inputVariable, openInputIdsOf } from "./inputs.js";
export { parseConfig, type ParseOptions } from "./parse-config.js";
export type { ConfigDocument } from "./formats/document.js";
export { decodeText } from "./formats/encoding.js";
export { parseConfigText, readDocument } from "./parse-text.js";
export { readConfigText } from "./read-config-text.js";
export { resolveEntry, variablesOf } from "./resolve-entry.js";
export { configObject, serializeConfig } from "./serialize-config.js";
export { isTrusted, ownerOfFile, trustedReader } from "./trusted-file.js";
export { type ConfigPatch, updateConfig, updateConfigText } from "./update-config.js";
