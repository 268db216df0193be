/// <reference types="node" preserve="true" />
/**
 * The generator as a library, on which the command line is built.
 *
 * `introspect` asks servers, `generateFromModel` turns their answers into code, and `generate` does both and writes the
 * files. `compareServers` reports what changed between two states. Only `introspect` and `generate` connect to servers.
 */
export type { ConfigSource } from "./api/config-source.js";
export { generate, type GenerateOptions, type GenerateReport } from "./api/generate.js";
export { introspect } from "./api/introspect.js";
export { ConfigInvalidError, ConfigNotFoundError, ConfigUnreadableError } from "./config/usage-error.js";
export { type Change, type CompareOptions, compareServers, type Severity } from "./diff/index.js";
export {
  defineTarget,
  type Target,
  TargetError,
  type TargetFile,
  type TargetKit,
  type TargetServer,
  type TargetServerName,
  TargetUnknownError,
} from "./outputs/index.js";
export { defineConfig, type FmcpConfig } from "./config/define-config.js";
export type { EmitOptions } from "./run/output-options.js";
export { type GeneratedFiles, generateFromModel } from "./run/generate-from-model.js";
export type { GenerateEvent, ServerReport } from "./run/generate-options.js";
export type {
  IntrospectEvent,
  IntrospectOptions,
  IntrospectResult,
  ServerFailure,
} from "./introspect/index.js";
export { LOCK_NAME, LockInvalidError, type LockedServer, type LockFile, readLock } from "./lock/index.js";
export type {
  LearnedOutput,
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
export { OutOfTimeError } from "./run/budget.js";
export { GateError } from "./gate/gate-errors.js";
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
