import { looksLikeSecret } from "./secret-value.js";

/** Text that consists of references to variables (`${HOME}`), whose values are elsewhere. */
const REFERENCES_ONLY = /^(?:\$\{[^{}]*\})+$/;

const NUMBER = /^[+-]?\d{1,5}(?:\.\d{1,5}){0,3}(?:ms|[smhdkKMG]i?[bB]?)?$/;
const WORD = /^[A-Za-z]{1,20}(?:[-_.][A-Za-z]{1,20}){0,3}$/;
const PACKAGE =
  /^(?:@[a-z0-9][a-z0-9._-]*\/)?[a-z0-9][a-z0-9._-]*(?:@(?:[~^]?\d+(?:\.\d+){0,2}(?:-[a-z0-9.]{1,20})?|[a-z]{1,12})|==?[\d.]{1,20})?$/;
const IMAGE =
  /^[a-z]+\d?(?:[._-][a-z]+\d?)*(?:\/[a-z]+\d?(?:[._-][a-z]+\d?)*)+(?::(?:[a-z]{1,12}|\d[\d.]{0,12}))?$/;
/** A Go module: a host, a path, and always a version. */
const MODULE =
  /^[a-z0-9-]+(?:\.[a-z0-9-]+)+((?:\/[A-Za-z0-9][\w.-]{0,60}){1,8})@(?:[a-z]{1,12}|v\d+(?:\.\d+){0,2}(?:-[a-z0-9.]{1,20})?)$/;
const HOST = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?$/;
const VERSION = /^[~^=]{0,2}\d{1,4}(?:\.\d{1,5}){0,2}$/;
const PATH_START = /^(?:\.{1,2}|~|[A-Za-z]:|\$\{[^{}]*\})?[/\\]/;
const FILE_END = /\.(?:[cm]?[jt]sx?|py|rb|sh|ps1|jar|exe|json|ya?ml|toml|env|txt|md|db|sqlite|log)$/;

/**
 * Whether a text has a form that secrets never have: a number, a word, the name of a package, a host, a path of such parts. A
 * text of any other form may be a secret.
 */
export function isHarmless(text: string): boolean {
  if (text === "" || text === "." || text === ".." || REFERENCES_ONLY.test(text) || NUMBER.test(text))
    return true;
  if (looksLikeSecret(text)) return false;
  if (PATH_START.test(text) || FILE_END.test(text)) return text.split(/[/\\]/).every(isHarmlessSegment);
  const [, modulePath] = MODULE.exec(text) ?? [];
  if (modulePath !== undefined) return modulePath.split("/").every(isHarmlessSegment);
  return (
    isPlainWord(text) ||
    arePlainWords(text.split("/")) ||
    (PACKAGE.test(text) && isHarmlessName(text)) ||
    HOST.test(text) ||
    IMAGE.test(text)
  );
}

/** Whether capitals are only at the beginning of a word, or are all of it. */
function isPlainWord(text: string): boolean {
  return WORD.test(text) && text.split(/[-_.]/).every((word) => /^(?:[A-Z]?[a-z]*|[A-Z]{1,8})$/.test(word));
}

/** Whether they are the parts of a name such as `America/New_York`, a time zone. */
function arePlainWords(parts: readonly string[]): boolean {
  return parts.length > 1 && parts.length < 5 && parts.every(isPlainWord);
}

function isHarmlessName(text: string): boolean {
  return text
    .split(/[@/]/)
    .every(
      (part) =>
        VERSION.test(part) || (!looksLikeSecret(part) && countDigits(part) <= Math.max(6, part.length / 3)),
    );
}

/** Whether a segment of a path has a form that secrets never have. */
export function isHarmlessSegment(segment: string): boolean {
  if (REFERENCES_ONLY.test(segment)) return true;
  const isPlain = /^[\w.@+~() -]{0,64}:?$/.test(segment) && countDigits(segment) <= 12;
  return isPlain && !looksLikeSecret(segment) && !isScrambled(segment);
}

/** Whether capitals, small letters and digits are mixed, as in `Sup3rS3cretPw`, but not in `MyServer2`. */
function isScrambled(text: string): boolean {
  return text.length >= 8 && /[A-Z]/.test(text) && /[a-z]/.test(text) && /[A-Za-z]\d+[A-Za-z]/.test(text);
}

function countDigits(text: string): number {
  return text.replace(/\D/g, "").length;
}
