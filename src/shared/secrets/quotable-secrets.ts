import type { Endpoint, ServerEntry } from "../config/entry.js";
import { argumentParts } from "./argument-parts.js";
import { entrySecrets } from "./entry-secrets.js";
import { SecretForms } from "./find-ranges.js";
import { formsOf, secretsWithin } from "./forms.js";
import { isHarmless } from "./harmless.js";
import { guess, type Part } from "./part.js";
import { masked } from "./redactor.js";
import { isSurelySecretName } from "./secret-name.js";
import { looksLikeSecret } from "./secret-value.js";
import { urlParts } from "./url-parts.js";

/** Shorter texts, and single words of up to so many letters, occur in descriptions by chance. */
const SHORTEST = 4;
const LONGEST_WORD = 12;

/** Values of an entry that are taken out of what its server says of itself. */
export interface Quotable {
  /** All that may be secrets. */
  readonly possible: readonly string[];
  /** Those that are: by their place, their name or their look. The others are values of a form that secrets may have. */
  readonly certain: readonly string[];
}

/**
 * Returns the secrets of an entry that are taken out of what its server says of itself. `variables`: those of its `.env` file. Values
 * whose form is harmless (a region, a folder, a number, a model, a URL of these) are not among them, unless their name can mean nothing
 * but a secret.
 */
export function quotableSecrets(
  entry: Endpoint & Partial<Pick<ServerEntry, "raw">>,
  variables: Readonly<Record<string, string>> = {},
): Quotable {
  const named = Object.entries(entry.kind === "stdio" ? { ...variables, ...entry.env } : variables);
  const headers = Object.entries(entry.kind === "stdio" ? {} : (entry.headers ?? {}));
  const parts = entry.kind === "stdio" ? argumentParts(entry.args).flat() : (urlParts(entry.url) ?? []);
  const textsOf = (these: readonly Part[]): ReadonlySet<string> => new Set(these.map(({ text }) => text));
  const others = [...named.map(partOf), ...parts];
  const open = textsOf([...others, ...headers.map(partOf)].filter(isOpen));
  const doubtful = textsOf(others.filter(isDoubtful));
  const possible = [...entrySecrets(entry), ...Object.values(variables)].filter((value) => !open.has(value));
  return { possible, certain: possible.filter((value) => !doubtful.has(value)) };
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
  return guess(text, name);
}

/** Whether a value is harmless: its form says so, and its name does not say otherwise. */
function isOpen({ text, secret }: Part): boolean {
  if (secret === undefined) return true;
  return !isSurelySecretName(secret) && text.split(/\s+/).every(isPlain);
}

/** Whether neither the name nor the look of a value says that it is a secret. */
function isDoubtful({ text, secret, guess }: Part): boolean {
  if (secret === undefined || guess !== true || isSurelySecretName(secret)) return false;
  return !text.split(/[\s,;]+/).some(looksLikeSecret) && (urlParts(text) ?? []).every(isOpen);
}

/** Whether a word has a form that secrets do not have: harmless, a number, a name of words and versions, or a URL of such parts. */
function isPlain(word: string): boolean {
  const parts = urlParts(word);
  if (parts !== undefined) return parts.every(({ secret }) => secret === undefined);
  return isHarmless(word) || /^\d{1,8}$/.test(word) || isSpokenName(word);
}

/** Whether a text is a name that people give, such as `sentence-transformers/all-MiniLM-L6-v2` or `gpt-4o-2024-08-06`. */
function isSpokenName(text: string): boolean {
  const parts = text.split(/[-_./:]/);
  return (
    parts.length > 2 &&
    parts.every((part) => /^(?:[A-Za-z]{2,}\d{0,2}|[A-Za-z]?\d{1,4}[A-Za-z]?)$/.test(part))
  );
}

function isCommon(secret: string): boolean {
  return (
    secret.length < SHORTEST || (secret.length <= LONGEST_WORD && /^(?:[A-Z]?[a-z]+|[A-Z]+)$/.test(secret))
  );
}
