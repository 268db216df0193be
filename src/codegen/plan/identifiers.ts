import { createHash } from "node:crypto";

/** The longest stem of a foreign name in an identifier or a folder; a longer one is cut and made unique by its hash. */
const MAX_STEM = 64;

/** A foreign name as words of ASCII letters and digits, and whether readable characters were lost. */
export interface Words {
  readonly words: readonly string[];
  /** Letters or digits of another script were dropped, so the words alone do not distinguish two names. */
  readonly lossy: boolean;
}

/**
 * Splits a name at everything that is not a letter or digit and at the humps of camelCase (`getHTTPResponse` is get, HTTP,
 * Response). Accents are dropped from Latin letters, so that the two Unicode forms of é give the same word.
 */
export function wordsOf(name: string): Words {
  const latin = name.normalize("NFKD").replace(/\p{M}/gu, "");
  const words = latin
    .split(/[^A-Za-z0-9]+/)
    .flatMap((part) =>
      part
        .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
        .split(" "),
    )
    .filter((word) => word !== "");
  return {
    words,
    lossy: /[^\p{ASCII}\p{M}]/u.test(latin) && /[\p{L}\p{N}]/u.test(latin.replace(/\p{ASCII}/gu, "")),
  };
}

/** Returns eight hex digits that stand for `text`: the same on every machine, and for this text only. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 8);
}

/** Makes an ASCII camelCase identifier of any name; one that already is camelCase stays unchanged. `fallback` is the stem if nothing of the name can be kept. */
export function camelCase(name: string, fallback: string): string {
  if (name.length <= MAX_STEM && /^[a-z][A-Za-z0-9]*$/.test(name)) return name;
  const { words, lossy } = wordsOf(name);
  const stem = words.map((word, i) => (i === 0 ? word.toLowerCase() : capitalised(word))).join("");
  return unambiguous(
    name,
    stem === "" ? fallback : /^\d/.test(stem) ? `_${stem}` : stem,
    lossy || stem === "",
    "_",
  );
}

/** Makes a folder name of `[a-z0-9-]{1,64}` from any name. */
export function slug(name: string, fallback: string): string {
  const { words, lossy } = wordsOf(name);
  const stem = words.join("-").toLowerCase();
  return unambiguous(name, stem === "" ? fallback : stem, lossy || stem === "", "-");
}

/** Returns the identifier with its first letter in upper case: a type name for a method name. */
export function pascalCase(identifier: string): string {
  return identifier.replace(
    /^(_*)([a-z])/,
    (_, lead: string, first: string) => `${lead}${first.toUpperCase()}`,
  );
}

/** Adds the hash of the whole name to `stem` if the stem alone does not identify it. */
function unambiguous(name: string, stem: string, lossy: boolean, separator: string): string {
  if (!lossy && stem.length <= MAX_STEM) return stem;
  return `${stem.slice(0, MAX_STEM - 9)}${separator}${shortHash(name)}`;
}

/** Capitalizes a word. Words in capitals are treated like any other: `get_URL` is `getUrl`. */
function capitalised(word: string): string {
  const rest = /[a-z]/.test(word) ? word.slice(1) : word.slice(1).toLowerCase();
  return `${word.charAt(0).toUpperCase()}${rest}`;
}
