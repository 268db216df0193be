import type { Endpoint, ServerEntry } from "../config/entry.js";
import { argumentParts } from "./argument-parts.js";
import { entrySecrets } from "./entry-secrets.js";
import { SecretForms } from "./find-ranges.js";
import { formsOf, secretsWithin } from "./forms.js";
import { isHarmless } from "./harmless.js";
import type { Part } from "./part.js";
import { masked } from "./redactor.js";
import { isSecretName } from "./secret-name.js";
import { urlParts } from "./url-parts.js";

/** Shorter texts, and single words of up to so many letters, occur in descriptions by chance. */
const SHORTEST = 4;
const LONGEST_WORD = 12;

/**
 * Returns the secrets of an entry that are taken out of what its server says of itself. `variables`: those of its `.env` file. Values
 * whose name does not mean a secret and whose form is harmless (a region, a folder, a port) are not among them.
 */
export function quotableSecrets(
  entry: Endpoint & Partial<Pick<ServerEntry, "raw">>,
  variables: Readonly<Record<string, string>> = {},
): readonly string[] {
  const named = { ...variables, ...(entry.kind === "stdio" ? entry.env : entry.headers) };
  const parts = entry.kind === "stdio" ? argumentParts(entry.args).flat() : (urlParts(entry.url) ?? []);
  const open = new Set(
    [...Object.entries(named).map(partOf), ...parts].filter(isOpen).map(({ text }) => text),
  );
  return [...entrySecrets(entry), ...Object.values(variables)].filter((value) => !open.has(value));
}

/**
 * Returns a function that replaces `secrets`, in every form, in a text that is kept otherwise as it is; `undefined`: there are none
 * that could be told from common words.
 */
export function maskOf(secrets: readonly string[]): ((text: string) => string) | undefined {
  const forms = new SecretForms();
  const wanted = new Set(secrets.flatMap(secretsWithin).filter((secret) => !isCommon(secret)));
  for (const secret of wanted) forms.add(formsOf(secret));
  return wanted.size === 0 ? undefined : (text) => masked(text, forms.rangesIn(text));
}

function partOf([name, text]: readonly [string, string]): Part {
  return { text, secret: name };
}

function isOpen({ text, secret }: Part): boolean {
  return secret === undefined || (!isSecretName(secret) && text.split(/\s+/).every(isHarmless));
}

function isCommon(secret: string): boolean {
  return (
    secret.length < SHORTEST || (secret.length <= LONGEST_WORD && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(secret))
  );
}
