export { argumentParts, memberSecrets } from "./argument-parts.js";
export { argumentSecrets, authSecrets, entrySecrets, urlSecrets } from "./entry-secrets.js";
export { cleanData, cleanError } from "./clean.js";
export type { Part } from "./part.js";
export { redact, Redactor } from "./redactor.js";
export { isSecretName } from "./secret-name.js";
export { holdsServiceToken, isServiceToken, looksLikeSecret } from "./secret-value.js";
export { withoutCredentials } from "./unknown-secrets.js";
