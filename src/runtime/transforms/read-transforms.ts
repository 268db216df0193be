import { fieldsOf, type ServerEntry } from "../../shared/config/entry.js";
import { type ConfigFault, pointerTo } from "../../shared/config/fault.js";
import { FieldReader } from "../../shared/config/field-reader.js";
import { isJsonObject, type Json, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { holdsServiceToken, isSecretName, looksLikeSecret, urlSecrets } from "../../shared/secrets/index.js";
import { describeFaults } from "../config/describe-faults.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { objectAt } from "./schema-parts.js";
import type { ArgumentTransform, ToolTransform } from "./tool-transform.js";

const TOOL_FIELDS = ["name", "version", "title", "description", "tags", "meta", "enabled", "arguments"];
const ARGUMENT_FIELDS = ["name", "description", "default", "hide", "required", "examples"];

/** Something that may be renamed. */
type Renamed = Pick<ArgumentTransform, "name" | "pointer">;

/**
 * Reads the transforms under `tools` of an entry, and checks them as far as possible without the server's tools.
 * @throws {ConfigurationError} with the JSON pointer of everything invalid
 */
export function readTransforms(entry: ServerEntry): readonly ToolTransform[] {
  const faults: ConfigFault[] = [];
  const base = pointerTo(entry.pointer, "tools");
  // Its variables are not resolved there, so that what came from one is known.
  const unresolved = objectAt(fieldsOf(entry), "tools");
  const transforms = Object.entries(entry.tools ?? {}).map(([tool, written]) =>
    readTool(
      tool,
      new FieldReader(written, pointerTo(base, tool), entry.key, faults),
      objectAt(objectAt(unresolved, tool), "arguments"),
    ),
  );
  const twice = (what: string, of: Iterable<readonly [string, Renamed]>): void => {
    const names = new Map<string, string>();
    for (const [original, { name, pointer }] of of) {
      const other = name === undefined ? undefined : names.get(name);
      const message = `${what} "${show(other)}" and "${show(original)}" are both renamed to "${show(name)}".`;
      const hint = "Give them different names.";
      if (other !== undefined)
        faults.push({ pointer: pointerTo(pointer, "name"), server: entry.key, message, hint });
      if (name !== undefined) names.set(name, original);
    }
  };
  twice(
    "Tools",
    transforms.map((transform) => [transform.tool, transform]),
  );
  for (const transform of transforms)
    twice(
      "Arguments",
      [...transform.arguments].filter(([, { hide }]) => hide !== true),
    );
  if (faults.length > 0) throw new ConfigurationError(describeFaults(faults), { server: entry.key });
  return transforms;
}

function readTool(tool: string, fields: FieldReader, unresolved: JsonObject): ToolTransform {
  refuseOthers(fields, TOOL_FIELDS);
  return present({
    pointer: fields.pointer,
    tool,
    name: readName(fields),
    version: fields.string("version"),
    title: fields.string("title"),
    description: fields.string("description"),
    tags: fields.strings("tags"),
    meta: fields.record("meta"),
    enabled: fields.boolean("enabled"),
    arguments: readArguments(fields, unresolved),
  });
}

function readArguments(fields: FieldReader, unresolved: JsonObject): ReadonlyMap<string, ArgumentTransform> {
  const read = new Map<string, ArgumentTransform>();
  for (const [name, written] of Object.entries(fields.record("arguments") ?? {})) {
    if (isJsonObject(written))
      read.set(
        name,
        readArgument(name, fields.below(written, "arguments", name), objectAt(unresolved, name)),
      );
    else
      fields.fault(["arguments", name], "The transform of an argument is not an object.", "Write an object.");
  }
  return read;
}

function readArgument(name: string, fields: FieldReader, unresolved: JsonObject): ArgumentTransform {
  refuseOthers(fields, ARGUMENT_FIELDS);
  const hide = fields.boolean("hide");
  const required = fields.boolean("required");
  const given = Object.hasOwn(fields.object, "default") ? { value: fields.object["default"]! } : undefined;
  if (required === false)
    fields.fault(
      ["required"],
      '"required" can only be true.',
      'Give a "default" to make the argument optional.',
    );
  if (required === true && hide === true)
    fields.fault(["required"], "A hidden argument cannot be required.", 'Remove "required" or "hide".');
  if (required === true && given !== undefined)
    fields.fault(
      ["required"],
      "An argument with a default is not required.",
      'Remove "required" or "default".',
    );
  return present({
    pointer: fields.pointer,
    name: readName(fields),
    description: fields.string("description"),
    default: given,
    isSecret: given !== undefined && isSecret(name, unresolved["default"] ?? given.value),
    hide,
    required: required === true ? required : undefined,
    examples: fields.array("examples"),
  });
}

/** Whether a default, as the config has it, is looked up or looks like a secret, in any of its texts. */
function isSecret(name: string, value: Json): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => isSecret(name, item));
  if (isJsonObject(value)) return Object.entries(value).some(([key, item]) => isSecret(key, item));
  if (typeof value !== "string" || value === "") return false;
  if (/\$\{/.test(value) || isSecretName(name) || looksLikeSecret(value)) return true;
  return holdsServiceToken(value) || urlSecrets(value).length > 0;
}

function readName(fields: FieldReader): string | undefined {
  const name = fields.string("name");
  if (name?.trim() === "") fields.fault(["name"], '"name" is empty.', "Write a name, or remove it.");
  return name;
}

function refuseOthers(fields: FieldReader, known: readonly string[]): void {
  for (const key of Object.keys(fields.object)) {
    if (known.includes(key)) continue;
    fields.fault([key], `"${show(key)}" is not a field of a transform.`, `Use ${known.join(", ")}.`);
  }
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Omits members that are `undefined`. */
function present<T extends object>(object: T): Present<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Present<T>;
}
