export { countsOf } from "./counts.js";
export { buildModel } from "./build-model.js";
export { DEFAULT_LIMITS, LIMIT_NAMES, type Limits, raise, schemaLimits } from "./limits.js";
export { LIST_METHODS, LIST_NAMES, type ListName, type RawAnswers } from "./raw.js";
export { originOf } from "./origin-of.js";
export { orderSchema, sortAllKeys } from "./schema-order.js";
export { type QuoteMasks, withoutQuoted } from "./without-quoted.js";
export { rewriteSchema } from "./schema-walk.js";
export type {
  LearnedOutput,
  ModelDiagnostic,
  PromptArgumentModel,
  PromptModel,
  ResourceModel,
  ResourceTemplateModel,
  ServerIdentity,
  ServerModel,
  ToolAnnotations,
  ToolModel,
} from "./server-model.js";
