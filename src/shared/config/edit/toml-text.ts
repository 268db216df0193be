import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { membersOf, type Statement, statementsOf } from "./toml-statements.js";

/**
 * Adds a server to TOML: as a table at the end, or as a member if the servers are in an inline table.
 *
 * @param listed the servers are a list of tables, each with its name
 */
export function withTomlServer(
  text: string,
  place: readonly string[],
  key: string,
  entry: JsonObject,
  listed = false,
): string {
  const inline = inlineTableAt(text, place);
  if (inline !== undefined) {
    const { members, close } = membersOf(text, inline.value, place);
    const at = members.at(-1)?.end ?? inline.value + 1;
    const member = `${tomlKey(key)} = ${tomlValue(entry)}`;
    const put = members.length > 0 ? `, ${member}` : at === close ? ` ${member} ` : ` ${member}`;
    return text.slice(0, at) + put + text.slice(at);
  }
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const lines = [
    listed ? `[[${place.map(tomlKey).join(".")}]]` : `[${[...place, key].map(tomlKey).join(".")}]`,
    ...Object.entries(listed ? { name: key, ...entry } : entry).map(
      ([name, value]) => `${tomlKey(name)} = ${tomlValue(value)}`,
    ),
  ];
  // A file that ends without a line break still does.
  const isOpen = text !== "" && !text.endsWith("\n");
  const gap = text === "" ? "" : isOpen ? newline + newline : newline;
  return `${text}${gap}${lines.join(newline)}${isOpen ? "" : newline}`;
}

/**
 * Removes a server from TOML in any form: a table with its own tables below, dotted keys, an inline table, or one of a list of
 * tables.
 * @throws {RangeError} if it is not there
 */
export function withoutTomlServer(text: string, place: readonly string[], key: string): string {
  const path = [...place, key];
  const statements = statementsOf(text);
  const named = runsOf(statements, path);
  const own = named.length > 0 ? named : itemsNamed(text, statements, place, key);
  if (own.length > 0) return own.reduceRight((left, run) => withoutRun(left, run), text);
  const holder = statements.find(
    (each) => text[each.value] === "{" && each.kind === "pair" && isBelow(path, each.path),
  );
  const { members } = holder ? membersOf(text, holder.value, holder.path) : { members: [] };
  const at = members.findIndex((member) => isBelow(member.path, path));
  if (at === -1) throw new RangeError("it is not there");
  const [before, member, after] = [members[at - 1], members[at]!, members[at + 1]];
  const start = before?.end ?? (after === undefined ? (holder?.value ?? 0) + 1 : member.start);
  const end = before === undefined ? (after?.start ?? closeOf(text, holder)) : member.end;
  return text.slice(0, start) + text.slice(end);
}

function closeOf(text: string, holder: Statement | undefined): number {
  return holder === undefined ? text.length : membersOf(text, holder.value, holder.path).close;
}

/** Groups consecutive statements of a server. */
function runsOf(
  statements: readonly Statement[],
  path: readonly string[],
): readonly (readonly Statement[])[] {
  const runs: Statement[][] = [];
  for (const [at, statement] of statements.entries()) {
    if (!isBelow(statement.path, path)) continue;
    const before = statements[at - 1];
    if (before !== undefined && isBelow(before.path, path)) runs.at(-1)?.push(statement);
    else runs.push([statement]);
  }
  return runs;
}

/** Groups the statements of each item of a list of tables that has this name. */
function itemsNamed(
  text: string,
  statements: readonly Statement[],
  place: readonly string[],
  key: string,
): readonly (readonly Statement[])[] {
  const items: Statement[][] = [];
  let item: Statement[] | undefined;
  for (const statement of statements) {
    const { kind, path, start } = statement;
    if (!isBelow(path, place)) item = undefined;
    else if (kind === "table" && path.length === place.length && text.startsWith("[[", start))
      items.push((item = [statement]));
    else item?.push(statement);
  }
  const isName = ({ path }: Statement): boolean => path.length === place.length + 1 && path.at(-1) === "name";
  return items.filter((each) => {
    const name = each.find(isName);
    return name !== undefined && stringAt(text, name.value) === key;
  });
}

/** Returns the string that begins at `from`, in double or single quotes. */
function stringAt(text: string, from: number): string | undefined {
  const [, basic, literal] = /^(?:("(?:[^"\\\n]|\\.)*")|'([^'\n]*)')/.exec(text.slice(from)) ?? [];
  return basic === undefined ? literal : (JSON.parse(basic) as string);
}

/** Comments after the last statement belong to the next one; an empty line before a table is removed with it. */
function withoutRun(text: string, run: readonly Statement[]): string {
  const [first, last] = [run[0]!, run.at(-1)!];
  const before = text.slice(0, first.start);
  const gap = first.kind === "table" ? (/(?<=\n)\r?\n$/.exec(before)?.[0].length ?? 0) : 0;
  const kept = before.slice(0, before.length - gap);
  const isAtEnd = last.end === text.length && !text.endsWith("\n");
  return (isAtEnd ? kept.replace(/\r?\n$/, "") : kept) + text.slice(last.end);
}

function inlineTableAt(text: string, place: readonly string[]): Statement | undefined {
  return statementsOf(text).find(
    ({ kind, path, value }) =>
      kind === "pair" && text[value] === "{" && path.length === place.length && isBelow(path, place),
  );
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((key, index) => path[index] === key);
}

function tomlKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : JSON.stringify(key);
}

/** JSON strings are TOML strings, except for U+007F. */
function tomlValue(value: Json): string {
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(tomlValue).join(", ")}]`;
  if (isJsonObject(value))
    return `{ ${Object.entries(value)
      .map(([name, item]) => `${tomlKey(name)} = ${tomlValue(item)}`)
      .join(", ")} }`;
  return JSON.stringify(value ?? "").replaceAll("\u007f", "\\u007f");
}
