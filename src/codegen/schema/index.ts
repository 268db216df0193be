export { acceptsValue } from "./accepts-value.js";
export { inputDefaults, referred } from "./input-defaults.js";
export { planSchemas } from "./plan-schemas.js";
export type { SchemaDeclaration, SchemaMode, SchemaOptions, SchemaPlan, SchemaRoot } from "./schema-plan.js";
export { neededTypes, printTypeDeclaration, typeDiagnostics } from "./types/index.js";
export { validatorNameOf } from "./validator-name.js";
export { HELPER_NAMES, printValidatorDeclaration, usedHelpers } from "./zod/index.js";
