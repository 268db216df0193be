/** A header, or a key with its value, in a TOML text. */
export interface Statement {
  readonly kind: "table" | "pair";
  /** From the root of the document. */
  readonly path: readonly string[];
  /** From its first character to the start of the next line; for a member of an inline table, to the end of its value. */
  readonly start: number;
  readonly end: number;
  /** Where the value of a pair begins. */
  readonly value: number;
}

/** Returns the statements of a valid TOML text, in order. */
export function statementsOf(text: string): readonly Statement[] {
  const statements: Statement[] = [];
  let table: readonly string[] = [];
  for (let at = blankEnd(text, 0); at < text.length; at = blankEnd(text, at)) {
    const start = at;
    const header = /^\[\[?/.exec(text.slice(at, at + 2))?.[0] ?? "";
    const { keys, end } = readKey(text, at + header.length);
    if (header !== "") {
      table = keys;
      at = lineEnd(text, text.indexOf("]", end));
      statements.push({ kind: "table", path: table, start, end: at, value: at });
    } else {
      const value = valueStart(text, end);
      at = lineEnd(text, valueEnd(text, value));
      statements.push({ kind: "pair", path: [...table, ...keys], start, end: at, value });
    }
  }
  return statements;
}

/** Returns the members of the inline table that opens at `brace`, and where it closes. */
export function membersOf(
  text: string,
  brace: number,
  path: readonly string[],
): { readonly members: readonly Statement[]; readonly close: number } {
  const members: Statement[] = [];
  let at = blankEnd(text, brace + 1);
  while (text[at] !== "}" && at < text.length) {
    const { keys, end } = readKey(text, at);
    const value = valueStart(text, end);
    const stop = valueEnd(text, value);
    members.push({ kind: "pair", path: [...path, ...keys], start: at, end: stop, value });
    at = blankEnd(text, stop);
    if (text[at] === ",") at = blankEnd(text, at + 1);
  }
  return { members, close: at };
}

/** Reads a key with its dots; bare, or quoted in either way. */
function readKey(text: string, from: number): { readonly keys: readonly string[]; readonly end: number } {
  const part = /[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))[ \t]*(\.?)/y;
  const keys: string[] = [];
  part.lastIndex = from;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    const [, basic, literal, bare, dot] = found;
    keys.push(basic === undefined ? (literal ?? bare ?? "") : unescaped(basic));
    from = part.lastIndex;
    if (dot === "") break;
  }
  return { keys, end: from };
}

function unescaped(basic: string): string {
  try {
    return JSON.parse(`"${basic}"`) as string;
  } catch {
    return basic;
  }
}

function valueStart(text: string, keyEnd: number): number {
  const equals = text.indexOf("=", keyEnd);
  return equals + 1 + (/^[ \t]*/.exec(text.slice(equals + 1))?.[0].length ?? 0);
}

/** One token of a value: a string of any kind, a comment, a bracket, anything else. */
const TOKEN = /"""[^]*?(?<!\\)"{3,5}|'''[^]*?'{3,5}|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|#[^\n]*|[[\]{}]|[^]/gy;

/** Returns the end of the value at `from`: the end of the line, a comma, a comment or an unmatched closing bracket. */
function valueEnd(text: string, from: number): number {
  const token = new RegExp(TOKEN);
  token.lastIndex = from;
  let depth = 0;
  let end = from;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    const [it] = found;
    if (depth === 0 && /^[#\n,\]}]/.test(it)) break;
    if (it === "[" || it === "{") depth++;
    if (it === "]" || it === "}") depth--;
    if (!/^\s$/.test(it)) end = token.lastIndex;
  }
  return end;
}

/** Skips white space and comments. */
function blankEnd(text: string, from: number): number {
  return from + (/^(?:\s|#[^\n]*)*/.exec(text.slice(from))?.[0].length ?? 0);
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 ? text.length : at + 1;
}
