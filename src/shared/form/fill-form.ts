import { isJsonObject, type Json, type JsonObject } from "../json/json.js";
import { faultOfValue, readSchema } from "../json-schema/index.js";
import { show } from "../text/show.js";

/** Asks one question, and gives what was typed, trimmed; rejects when `signal` is aborted meanwhile. */
export type Ask = (question: string, signal?: AbortSignal) => Promise<string>;

/** How the page that a server asks to have opened is named to a person, and what they are asked then. */
export async function confirmPage(
  { message, url }: { readonly message: string; readonly url: string },
  ask: Ask,
  tell: (line: string) => void,
): Promise<{ readonly action: "accept" | "decline" }> {
  tell(`The server asks you to open ${show(url, 2_000)}: ${show(message, 500)}`);
  return { action: /^y/i.test(await ask("Continue when you have done that? [y/N] ")) ? "accept" : "decline" };
}

/** How a person answered a server's form. */
export interface FormAnswer {
  readonly action: "accept" | "decline";
  readonly content?: JsonObject;
}

/**
 * Asks for the fields of a server's form, one by one. Nothing typed takes the default, or leaves an optional field out; what
 * does not match the schema is asked for again. The person may decline before the first field.
 */
export async function fillForm(
  message: string,
  schema: JsonObject,
  ask: Ask,
  tell: (line: string) => void,
): Promise<FormAnswer> {
  tell(`The server asks: ${show(message, 1_000)}`);
  if (/^n/i.test(await ask("Answer it? [Y/n] "))) return { action: "decline" };
  const properties = isJsonObject(schema["properties"]) ? schema["properties"] : {};
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const content: [string, Json][] = [];
  for (const [name, field] of Object.entries(properties)) {
    const value = await askField(name, isJsonObject(field) ? field : {}, required.includes(name), ask, tell);
    if (value !== undefined) content.push([name, value]);
  }
  return { action: "accept", content: Object.fromEntries(content) };
}

async function askField(
  name: string,
  field: JsonObject,
  isRequired: boolean,
  ask: Ask,
  tell: (line: string) => void,
): Promise<Json | undefined> {
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
    if (text === "" && fallback !== undefined) return fallback;
    if (text === "" && !isRequired) return undefined;
    const readings = readingsOf(text);
    const fitting = readings.find((value) => faultOfValue(document, value) === undefined);
    if (fitting !== undefined) return fitting;
    tell(`  ${show(faultOfValue(document, readings.at(-1))?.message ?? "does not match")}`);
  }
}

/** What a text may mean: itself, a JSON value, a yes or no, a list with commas. */
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
