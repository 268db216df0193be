import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";

/** How clients that do not take `${VAR}` refer to a variable of the environment, as their documentation says. */
const FORMS: Readonly<Record<string, (name: string) => string>> = {
  cursor: prefixed,
  vscode: prefixed,
  windsurf: prefixed,
  roo: prefixed,
  "kilo-legacy": prefixed,
  opencode: (name) => `{env:${name}}`,
  kilo: (name) => `{env:${name}}`,
};

const REFERENCE = /\$\{([A-Za-z_]\w*)\}/g;

/** Writes every `${VAR}` in an entry as its client does. */
export function inReferencesOf(client: string | undefined, entry: JsonObject): JsonObject {
  const form = client === undefined ? undefined : FORMS[client];
  if (form === undefined) return entry;
  const walk = (value: Json): Json => {
    if (typeof value === "string") return value.replace(REFERENCE, (_, name: string) => form(name));
    if (Array.isArray(value)) return (value as readonly Json[]).map(walk);
    return isJsonObject(value) ? walkMembers(value) : value;
  };
  const walkMembers = (members: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(members).map(([key, value]) => [key, walk(value)]));
  return walkMembers(entry);
}

/** Returns the name of a variable if a text is nothing but a reference to it, after `before`. */
export function variableAlone(value: Json, before = ""): string | undefined {
  if (typeof value !== "string" || !value.startsWith(before)) return undefined;
  return /^\$\{([A-Za-z_]\w*)\}$/.exec(value.slice(before.length))?.[1];
}

function prefixed(name: string): string {
  return `\${env:${name}}`;
}
