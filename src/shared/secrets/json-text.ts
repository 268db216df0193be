import type { Range } from "./find-ranges.js";

/** How the parts of a JSON text are cleaned. */
export interface JsonCleaning {
  /** Cleans a text, which may be that of a string. */
  readonly text: (text: string) => string;
  /** Whether a number, as written, is replaced. */
  readonly hidesNumber: (number: string) => boolean;
  /** Whether the value of a member is replaced because of its name. */
  readonly hidesMember?: (name: string, value: string) => boolean;
  /** Positions of secrets that may contain quotes and braces. */
  readonly rangesIn: (text: string) => readonly Range[];
}

/** Replaces a number or a whole text. */
export const MASK = "***";

const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[{}]/g;

/** The only code block of a text, and what stands around it. */
const FENCED = /^([^`]*```\w*\n)([^`]*)(\n```[^`]*)$/;

/** The names of an object whose text is being cleaned. */
class MemberNames {
  readonly #taken = new Set<string>();
  readonly #shown = new Map<string, string>();

  /** Returns `clean`, or a free name like it; the same one for a name that stands twice, so that the last member wins as in `JSON.parse`. */
  shown(name: string, clean: string): string {
    const shown = this.#shown.get(name) ?? freeName(clean, this.#taken);
    this.#shown.set(name, shown);
    return shown;
  }
}

/** A token, with its place. */
type Token = Readonly<Pick<RegExpExecArray, 0 | "index">>;

/**
 * Cleans a text that is JSON (one object or array, one on each line, or one in a code block), so that it stays JSON: within its
 * strings, and whole numbers. Cleans any other text as a whole.
 */
export function cleanText(text: string, cleaning: JsonCleaning): string {
  const [, before = "", block, after = ""] = FENCED.exec(text) ?? [];
  if (block !== undefined && isJsonText(block))
    return cleaning.text(before) + cleanDocument(block, cleaning) + cleaning.text(after);
  if (isJsonText(text)) return cleanDocument(text, cleaning);
  const lines = text.includes("\n") ? text.split("\n") : [];
  if (lines.length > 0 && lines.every((line) => line.trim() === "" || isJsonText(line)))
    return lines.map((line) => (line.trim() === "" ? line : cleanDocument(line, cleaning))).join("\n");
  return cleaning.text(text);
}

/** Returns a name that no other member of an object has, and marks it as taken. */
export function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name} (${n})`;
  taken.add(free);
  return free;
}

function cleanDocument(text: string, cleaning: JsonCleaning): string {
  const tokens: readonly Token[] = [...text.matchAll(TOKEN)];
  // a secret across several values, such as the key file of a service account
  if (cleaning.rangesIn(text).some((range) => !isWithinOne(range, tokens))) return JSON.stringify(MASK);
  const objects: MemberNames[] = [];
  const shown: string[] = [];
  let name: { readonly text: string; readonly end: number } | undefined;
  let done = 0;
  for (const { 0: token, index } of tokens) {
    shown.push(text.slice(done, index));
    done = index + token.length;
    if (token === "{") objects.push(new MemberNames());
    if (token === "}") objects.pop();
    const isText = token.startsWith('"');
    const isKey = isText && /^\s*:/.test(text.slice(done, done + 20));
    const owner = name !== undefined && /^\s*:\s*$/.test(text.slice(name.end, index)) ? name.text : undefined;
    const value = isText ? (JSON.parse(token) as string) : token;
    name = isKey ? { text: value, end: done } : undefined;
    if (token === "{" || token === "}") shown.push(token);
    else {
      const clean = isKey ? cleaning.text(value) : cleanValue(value, isText, owner, cleaning);
      const free = isKey ? (objects.at(-1)?.shown(value, clean) ?? clean) : clean;
      shown.push(free === value ? token : JSON.stringify(free));
    }
  }
  return shown.join("") + text.slice(done);
}

function cleanValue(
  value: string,
  isText: boolean,
  owner: string | undefined,
  cleaning: JsonCleaning,
): string {
  if (owner !== undefined && (cleaning.hidesMember?.(owner, value) ?? false)) return MASK;
  if (isText) return cleanText(value, cleaning);
  return cleaning.hidesNumber(value) ? MASK : value;
}

function isJsonText(text: string): boolean {
  if (!/^\s*[{[]/.test(text) || !/[}\]]\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isWithinOne([start, end]: Range, tokens: readonly Token[]): boolean {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.index ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const at = tokens[low - 1];
  return at !== undefined && end <= at.index + at[0].length;
}
