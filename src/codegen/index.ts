/**
 * The generator as a library: what the command line stands on.
 *
 * `introspect` asks servers, `generateFromModel` turns what they said into code without asking anybody, and `generate` does
 * both and writes the files. `compareServers` says what changed between two states, without asking anybody.
 */
export { type Change, type CompareOptions, compareServers, type Severity } from "./diff/index.js";
export { defineConfig, type FmcpConfig } from "./config/define-config.js";
export type { EmitOptions } from "./output-options.js";
export { generate } from "./generate.js";
export { type GeneratedFiles, generateFromModel } from "./generate-from-model.js";
export type { GenerateEvent, GenerateOptions, GenerateReport, ServerReport } from "./generate-options.js";
export {
  introspect,
  type IntrospectEvent,
  type IntrospectOptions,
  type IntrospectResult,
  type ServerFailure,
} from "./introspect/index.js";
export { LOCK_NAME, LockInvalidError, type LockedServer, type LockFile, readLock } from "./lock/index.js";
export type {
  Limits,
  ModelDiagnostic,
  PromptArgumentModel,
  PromptModel,
  ResourceModel,
  ResourceTemplateModel,
  ServerIdentity,
  ServerModel,
  ToolAnnotations,
  ToolModel,
} from "./model/index.js";
export type { ImportExtension, NameMap, PlanDiagnostic } from "./plan/index.js";
export { OutOfTimeError } from "./budget.js";
export { GateError } from "./gate/errors.js";
export { TemplateError } from "./printer/index.js";
export { TemplatesMissingError } from "./templates/load-templates.js";
export {
  type FileChange,
  ForeignFileError,
  FormatError,
  UnsafePathError,
  WriteFailedError,
} from "./write/index.js";
export { NameOverrideError } from "./plan/index.js";
export { parseConfig, type ParsedConfig, type ServerEntry } from "../shared/config/index.js";
