export { assignNames } from "./assign-names.js";
export { type Catalogue, catalogueOf } from "./catalogue.js";
export { NameOverrideError } from "./plan-errors.js";
export {
  type ConnectionSource,
  type ImportExtension,
  type ModuleKind,
  type PlanOptions,
} from "./plan-options.js";
export type {
  NameMap,
  Plan,
  PlanDiagnostic,
  Positional,
  PromptPlan,
  ServerPlan,
  TemplatePlan,
  ToolPlan,
  TypeNames,
  VariablePlan,
} from "./plan.js";
export { outputSchema } from "./output-schema.js";
export { RESERVED_WORDS } from "./reserved.js";
export { templateVariables } from "./template-variables.js";
export type { ShortenRule, ShortenRules } from "./shorten.js";
export { planServers } from "./plan-servers.js";
export type { ServerNames } from "./server-names.js";
export { shortHash, slug } from "./identifiers.js";
export { inlineEntry, type InlineEntry } from "./inline/inline-entry.js";
