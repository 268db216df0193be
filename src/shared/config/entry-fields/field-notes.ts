import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import { didYouMean } from "../../text/suggest.js";
import type { TakeNote } from "../dialects/index.js";
import { FILTERS } from "./filters.js";
import { ADVICE, ASKS_WHEN_ON, HARMLESS, HONOURED } from "./known.js";
import { isShellScript } from "./references.js";
import { isComment } from "./rename.js";

/** Reports every field that is not applied: the consequence, and what to use. */
export function noteFields(entry: JsonObject, note: TakeNote): void {
  noteArguments(entry, note);
  notePlaceholders(entry, note);
  for (const [name, value] of Object.entries(entry)) {
    if (value === null || HONOURED.has(name) || HARMLESS.has(name) || isComment(name, value)) continue;
    if (value === false && ASKS_WHEN_ON.has(name)) continue;
    const advice = Object.hasOwn(ADVICE, name) ? ADVICE[name] : undefined;
    const meant = meantBy(name);
    if (advice !== undefined) note(name, ...advice);
    else if (/time_?-?out/i.test(name)) note(name, ...timeoutAdvice(name, value));
    else if (meant !== "" || !isEmpty(value))
      note(name, `No such field is known.${meant}`, "Correct or remove it.");
  }
}

/** Words of other programs for our fields that share too few letters with them. */
const SYNONYMS: readonly (readonly [words: RegExp, field: string])[] = [
  [/^(?:work(?:ing)?[-_]?dir(?:ectory)?|dir|directory|folder)$/i, "cwd"],
  [/^(?:env(?:ironment)?[-_]?var(?:iable)?s?|variables)$/i, "env"],
  [/^(?:arguments|params|parameters)$/i, "args"],
  [/^(?:(?:api|access|auth)[-_]?(?:key|token)|token|authorization|bearer)$/i, "auth"],
  [/^(?:http[-_]?headers?|request[-_]?headers?)$/i, "headers"],
];

function meantBy(name: string): string {
  const [, field] = SYNONYMS.find(([words]) => words.test(name)) ?? [];
  return field === undefined ? didYouMean(name, [...HONOURED, ...FILTERS]) : ` Did you mean "${field}"?`;
}

/** Of a limit by another name: what it limits, and the value in milliseconds where its name has the unit. */
function timeoutAdvice(name: string, value: Json): readonly [message: string, hint: string] {
  if (/start|init|connect|handshake|discover/i.test(name)) return ADVICE["startup_timeout_sec"]!;
  const [, unit] = /(ms|millis(?:econds)?|s|secs?|seconds)$/i.exec(name.replace(/time_?-?out/i, "")) ?? [];
  const inMs = typeof value === "number" && unit !== undefined && value * (/^m/i.test(unit) ? 1 : 1_000);
  const hint = inMs === false ? 'Write "timeoutMs", in milliseconds.' : `Write "timeoutMs": ${inMs}.`;
  return ["No such field is known; the limit of a call has another name.", hint];
}

/** Programs that write configs leave empty values in place of what is not set: nothing is lost with one that is not misspelt. */
function isEmpty(value: Json): boolean {
  return value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

/** Reports arguments that look as if a shell would expand them, since none does. */
function noteArguments(entry: JsonObject, note: TakeNote): void {
  const { args } = entry;
  if (!Array.isArray(args) || isShellScript(entry)) return;
  const literal = (args as readonly Json[]).find(
    (arg) => typeof arg === "string" && /^(?:~|\$[A-Z_]+|%[A-Za-z_]+%)(?:[\\/]|$)/.test(arg),
  );
  if (typeof literal !== "string") return;
  const home = literal
    .replace(/^~/, "${HOME}")
    .replace(/^(?:\$(\w+)|%(\w+)%)/, (_, name?: string, windows = "") => `\${${name ?? windows}}`);
  note("args", `"${show(literal)}" is passed as it is: no shell expands it.`, `Write "${show(home)}".`);
}

const PLACEHOLDER =
  /<[A-Za-z][\w -]*>|\bYOUR[_-][A-Z0-9_-]+\b|\byour[_-](?:api|access|token|key|secret)[\w-]*/;

/** Reports placeholders that a README leaves for its reader to fill in. */
function notePlaceholders(entry: JsonObject, note: TakeNote): void {
  for (const field of ["env", "environment", "headers", "http_headers"]) {
    const texts = entry[field];
    if (!isJsonObject(texts)) continue;
    for (const [name, text] of Object.entries(texts)) {
      const [placeholder] = (typeof text === "string" && PLACEHOLDER.exec(text)) || [];
      if (placeholder === undefined) continue;
      note(
        `${field}.${name}`,
        `${show(placeholder)} looks like a placeholder.`,
        "Put the value there, or ${VAR}.",
      );
    }
  }
}
