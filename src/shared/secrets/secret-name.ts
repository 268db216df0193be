/** Words of a name that mean a secret. */
const SECRET_WORD =
  /^(?:api|access|auth|authorization|bearer|code|connection|cookie|creds?|credentials?|dsn|jwt|key|pass|password|passwd|passphrase|pat|pin|private|pw|pwd|secret|session|sid|sig|signature|sk|token|webhook)$/;

/** Parts of a name that mean a secret even within a word. */
const SECRET_PART = /apikey|accesskey|secret|token|passw|credential/i;

/**
 * Whether the value of `name` (a flag, a variable, a header, a query parameter, a JSON member) is a secret, judged by that
 * name.
 */
export function isSecretName(name: string): boolean {
  return SECRET_PART.test(name) || wordsOf(name).some((word) => SECRET_WORD.test(word));
}

/** Splits a name into words: `--apiKey`, `API_KEY` and `x-api-key` have the words api and key. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
