import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { faultOfValue, readSchema } from "../json-schema/index.js";
import { show } from "../text/show.js";

/**
 * Asks one question, and resolves to the trimmed input; `undefined` if the input has ended (Ctrl+D). Rejects when `signal` is
 * aborted.
 */
export type Ask = (question: string, signal?: AbortSignal) => Promise<string | undefined>;

/** Shows a person the page that a server wants to have opened, and asks for confirmation. */
export async function confirmPage(
  { message, url }: { readonly message: string; readonly url: string },
  ask: Ask,
  tell: (line: string) => void,
): Promise<Pick<FormAnswer, "action">> {
  tell(`The server asks you to open ${show(url, 2_000)}: ${show(message, 500)}`);
  const answer = await ask("Continue when you have done that? [y/N] ");
  if (answer === undefined) return { action: "cancel" };
  return { action: /^y/i.test(answer) ? "accept" : "decline" };
}

/** A person's answer to a server's form. */
export interface FormAnswer {
  /** `cancel`: the input ended before the last answer. */
  readonly action: "accept" | "decline" | "cancel";
  readonly content?: JsonObject;
}

/**
 * Asks for the fields of a server's form, one by one. Empty input means the default, or omits an optional field; input that
 * does not match the schema is asked for again. The person may decline before the first field.
 */
export async function fillForm(
  message: string,
  schema: JsonObject,
  ask: Ask,
  tell: (line: string) => void,
): Promise<FormAnswer> {
  tell(`The server asks: ${show(message, 1_000)}`);
  const whether = await ask("Answer it? [Y/n] ");
  if (whether === undefined) return { action: "cancel" };
  if (/^n/i.test(whether)) return { action: "decline" };
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const content: [string, Json][] = [];
  for (const [name, field] of Object.entries(properties)) {
    const value = await askField(name, isJsonObject(field) ? field : {}, required.includes(name), ask, tell);
    if (value === ENDED) return { action: "cancel" };
    if (value !== undefined) content.push([name, value]);
  }
  return { action: "accept", content: Object.fromEntries(content) };
}

/** Stands for a value when the input has ended. */
const ENDED = Symbol("ended");

async function askField(
  name: string,
  field: JsonObject,
  isRequired: boolean,
  ask: Ask,
  tell: (line: string) => void,
): Promise<Json | typeof ENDED | undefined> {
  const document = readSchema(field);
  const fallback = field["default"];
  const title = typeof field["title"] === "string" ? field["title"] : name;
  const about = typeof field["description"] === "string" ? ` (${show(field["description"])})` : "";
  const choices = Array.isArray(field["enum"])
    ? ` ${field["enum"].map((each) => show(each)).join(" | ")}`
    : "";
  const preset =
    fallback === undefined ? (isRequired ? "" : " [optional]") : ` [${show(JSON.stringify(fallback))}]`;
  for (;;) {
    const text = await ask(`${show(title)}${about}${choices}${preset}: `);
    if (text === undefined) return ENDED;
    if (text === "" && fallback !== undefined) return fallback;
    if (text === "" && !isRequired) return undefined;
    const readings = readingsOf(text);
    const fitting = readings.find((value) => faultOfValue(document, value) === undefined);
    if (fitting !== undefined) return fitting;
    tell(`  ${show(faultOfValue(document, readings.at(-1))?.message ?? "does not match")}`);
  }
}

/** Returns what an input may mean: itself, a JSON value, yes or no, a list with commas. */
function readingsOf(text: string): readonly Json[] {
  const answers: Json[] = [text];
  if (/^(?:y|yes)$/i.test(text)) answers.push(true);
  if (/^(?:n|no)$/i.test(text)) answers.push(false);
  answers.push(text.split(",").map((part) => part.trim()));
  try {
    answers.push(JSON.parse(text) as Json);
  } catch {
    // text it is
  }
  return answers;
}
