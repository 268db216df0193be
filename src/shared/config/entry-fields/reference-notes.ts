import { isJsonObject, type Json, type JsonObject } from "../../json/json.js";
import { show } from "../../text/show.js";
import type { Dialect, TakeNote } from "../dialects/index.js";
import {
  formOfVariable,
  type ReferenceForm,
  type Replacement,
  replacementIn,
} from "../dialects/replacement.js";
import { isPlace } from "../interpolate.js";
import {
  CONNECTION,
  isShellScript,
  mapDefaults,
  mapTexts,
  WHOLE_DOLLAR,
  WHOLE_PERCENT,
} from "./references.js";
import { commonName } from "./rename.js";

interface Reference {
  readonly form: ReferenceForm;
  readonly text: string;
  /** Of the variable, if it is one. */
  readonly name?: string;
}

/**
 * Reports the first reference of an entry that is replaced here and that its client passes to the server as it is written.
 *
 * @param entry as written by its client
 */
export function noteReferences(entry: JsonObject, { title, replaces }: Dialect, note: TakeNote): void {
  if (replaces === undefined) return;
  const own = entry["env"];
  for (const [field, value] of Object.entries(entry)) {
    const common = commonName(field);
    const replacement = replacementIn(replaces, common);
    if (replacement === undefined || (common === "args" && isShellScript(entry))) continue;
    const found = textsIn(common, value)
      .flatMap(referencesIn)
      .find(
        ({ form, name }) =>
          !replacement.forms.includes(form) &&
          // A program such as mcp-remote reads its arguments with the variables that it gets.
          !(common === "args" && name !== undefined && isJsonObject(own) && Object.hasOwn(own, name)),
      );
    if (found === undefined) continue;
    const message = `${show(found.text)} is replaced here, and passed to the server as it is by ${title} (${replacement.source}).`;
    note(field, message, `${insteadOf(found, replacement, title)}.`);
    return;
  }
}

function textsIn(field: string, value: Json): readonly string[] {
  const texts: string[] = [];
  const collect = (each: Json): Json => mapTexts(each, (text) => (texts.push(text), text));
  if (field === "tools") mapDefaults(value, collect);
  else if (CONNECTION.has(field)) collect(value);
  return texts;
}

function insteadOf({ form, name }: Reference, { forms, instead }: Replacement, title: string): string {
  const written = name === undefined || form === "place" ? undefined : formOfVariable(forms);
  if (written !== undefined) return `Write ${written.replace("VAR", () => show(name ?? ""))}`;
  return instead ?? `Write the value itself if ${title} is to use it, too`;
}

/** Returns the references in a text that are replaced here, whatever its client. */
function referencesIn(text: string): readonly Reference[] {
  const inBraces = [...text.matchAll(/(?<!\$)\$\{([^{}$]+?)(:-|\})/g)].flatMap(
    ([whole, head = "", end]): readonly Reference[] => {
      const shown = end === "}" ? whole : `${whole}…}`;
      const [, kind, rest = ""] = /^([a-z]+):(.*)$/is.exec(head) ?? [];
      if (kind === "env") return [{ form: "${env:VAR}", text: shown, name: rest }];
      if (kind === "input") return [{ form: "${input:id}", text: shown }];
      if (kind === "file") return [{ form: "${file:path}", text: shown }];
      if (isPlace(head)) return [{ form: "place", text: shown }];
      if (!/^[A-Za-z_]\w*$/.test(head)) return [];
      return [{ form: end === "}" ? "${VAR}" : "${VAR:-default}", text: shown, name: head }];
    },
  );
  const bare = [...text.matchAll(/(?<!\$)\{(env|file):([^{}]+)\}/g)].map(([whole, kind, name]): Reference =>
    kind === "env"
      ? { form: "{env:VAR}", text: whole, name: name ?? "" }
      : { form: "{file:path}", text: whole },
  );
  const [, , dollar] = WHOLE_DOLLAR.exec(text) ?? [];
  const [, , percent] = WHOLE_PERCENT.exec(text) ?? [];
  return [
    ...inBraces,
    ...bare,
    ...(dollar === undefined ? [] : [{ form: "$VAR", text: `$${dollar}`, name: dollar } as const]),
    ...(percent === undefined ? [] : [{ form: "%VAR%", text: `%${percent}%`, name: percent } as const]),
  ];
}
