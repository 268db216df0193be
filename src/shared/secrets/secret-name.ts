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

/** Last words of a name that can only mean a secret. */
const SECRET_LAST =
  /^(?:apikey|accesskey|authorization|cookie|credentials?|jwt|pass|passphrase|passwd|password|pat|pin|pw|pwd|secret|sid|token)$/;

/** Words before `key` that make it a secret: `API_KEY`, and not `SORT_KEY`. */
const SECRET_KEY =
  /^(?:access|account|api|app|auth|client|encryption|license|master|private|secret|service|shared|signing)$/;

/** Whether a name can mean nothing but a secret: `GITHUB_TOKEN`, and not `MAX_TOKENS`, `API_URL` or `PRIMARY_KEY`. */
export function isSurelySecretName(name: string): boolean {
  const words = wordsOf(name).filter((word) => word !== "");
  const [last = "", before = ""] = [words.at(-1), words.at(-2)];
  return SECRET_LAST.test(last) || (last === "key" && SECRET_KEY.test(before));
}
