import type { Json, JsonObject } from "../../json/json.js";
import { dialectNamed } from "../dialects/index.js";
import { formOfVariable, replacementIn } from "../dialects/replacement.js";
import { mapTexts } from "../entry-fields/references.js";
import { commonName } from "../entry-fields/rename.js";

const REFERENCE = /\$\{([A-Za-z_]\w*)\}/g;

/** Writes every `${VAR}` in an entry in the form that its client replaces; where it replaces none, the text stays. */
export function inReferencesOf(client: string | undefined, entry: JsonObject): JsonObject {
  const replaces = client === undefined ? undefined : dialectNamed(client)?.replaces;
  if (replaces === undefined) return entry;
  const members = Object.entries(entry).map(([field, value]): [string, Json] => {
    const form = formOfVariable(replacementIn(replaces, commonName(field))?.forms ?? []);
    if (form === undefined) return [field, value];
    return [
      field,
      mapTexts(value, (text) =>
        text.replace(REFERENCE, (_, name: string) => form.replace("VAR", () => name)),
      ),
    ];
  });
  return Object.fromEntries(members);
}

/** Returns the name of a variable if a text is nothing but a reference to it, after `before`. */
export function variableAlone(value: Json, before = ""): string | undefined {
  if (typeof value !== "string" || !value.startsWith(before)) return undefined;
  return /^\$\{([A-Za-z_]\w*)\}$/.exec(value.slice(before.length))?.[1];
}

/** Returns the names of the variables that texts refer to. */
export function variablesIn(value: Json): readonly string[] {
  return [...JSON.stringify(value).matchAll(REFERENCE)].map(([, name = ""]) => name);
}
