export { argumentParts, memberSecrets } from "./argument-parts.js";
export { argumentSecrets, authSecrets, entrySecrets, urlSecrets } from "./entry-secrets.js";
export { cleanData, cleanError } from "./clean.js";
export { isHarmless } from "./harmless.js";
export { harmless, type Part, secret, secretTexts } from "./part.js";
export { redact, Redactor } from "./redactor.js";
export { isSecretName } from "./secret-name.js";
export { looksLikeSecret } from "./secret-value.js";
export { urlParts } from "./url-parts.js";
