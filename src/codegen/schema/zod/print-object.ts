import { type Code, code, literal, number, propertyKey, string } from "../../printer/index.js";
import type { SchemaNode } from "../../../shared/json-schema/index.js";
import { array, member, method, object, options, zod } from "./helpers.js";
import { ANYTHING, type Printing } from "./printing.js";

/** Names that every object seems to have: zod objects would read inherited members, or drop them. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

export function isInherited(name: string): boolean {
  return INHERITED.has(name);
}

export function isConstrainedObject(node: SchemaNode, printing: Printing): boolean {
  const { properties, required, additionalProperties, patternProperties } = node;
  const open = additionalProperties === undefined || printing.isAnything(additionalProperties);
  return (properties?.size ?? 0) > 0 || required !== undefined || patternProperties !== undefined || !open;
}

/** Whether a zod object can express what `node` says of properties. */
export function isPlainObject(node: SchemaNode, printing: Printing): boolean {
  const rest = node.additionalProperties;
  if (node.patternProperties !== undefined) return false;
  if (rest !== undefined && rest.always !== false && !printing.isAnything(rest)) return false;
  return ![...(node.properties?.keys() ?? []), ...(node.required ?? [])].some(isInherited);
}

/** Prints properties as far as `z.strictObject`, `z.looseObject`, `record` and `keyed` can express them. */
export function printObject(node: SchemaNode, printing: Printing): Code {
  const {
    properties = new Map<string, SchemaNode>(),
    required = new Set<string>(),
    additionalProperties: rest,
  } = node;
  if (!isPlainObject(node, printing)) return printKeyed(node, printing);
  const closed = rest?.always === false;
  const names = [...properties.keys(), ...[...required].filter((name) => !properties.has(name))];
  const members = names.map((name) => {
    const property = properties.get(name);
    const printed = property === undefined ? zod(closed ? "never" : "unknown") : printing.print(property);
    return member(propertyKey(name), required.has(name) ? printed : method(printed, "exactOptional"));
  });
  return zod(closed ? "strictObject" : "looseObject", members.length === 0 ? code`{}` : object(members));
}

function printKeyed(node: SchemaNode, printing: Printing): Code {
  const { properties, required, patternProperties, additionalProperties: rest } = node;
  const printedRest = rest === undefined || printing.isAnything(rest) ? undefined : printing.print(rest);
  if (
    (properties?.size ?? 0) === 0 &&
    required === undefined &&
    patternProperties === undefined &&
    printedRest !== undefined
  )
    return printing.helper("record", printedRest);
  const members = [...(properties ?? [])].map(([name, property]) =>
    member(propertyKey(name), printing.print(property)),
  );
  const patterns = [...(patternProperties ?? [])].map(([pattern, inner]) =>
    array([string(pattern), printing.print(inner)]),
  );
  return printing.helper(
    "keyed",
    options([
      members.length === 0 ? undefined : code`properties: ${object(members)}`,
      required === undefined ? undefined : code`required: ${array([...required].map(string))}`,
      patterns.length === 0 ? undefined : code`patterns: ${array(patterns)}`,
      printedRest && code`rest: ${printedRest}`,
    ]),
  );
}

/** Prints the keywords of objects that zod does not have. */
export function objectParts(node: SchemaNode, printing: Printing): readonly Code[] {
  const out: Code[] = [];
  const { minProperties = 0, maxProperties, propertyNames, dependentRequired, dependentSchemas } = node;
  if (minProperties > 0) out.push(printing.helper("minProperties", number(minProperties)));
  if (maxProperties !== undefined) out.push(printing.helper("maxProperties", number(maxProperties)));
  const names = propertyNames && printing.part(propertyNames, new Set(["string"]));
  // names are strings anyway: `propertyNames: { type: "string" }`, which zod writes for every record, has no effect
  if (names !== undefined && names !== ANYTHING) out.push(printing.helper("propertyNames", names.code));
  if (dependentRequired !== undefined)
    out.push(printing.helper("dependentRequired", literal(Object.fromEntries(dependentRequired))));
  if (dependentSchemas !== undefined) {
    const members = [...dependentSchemas].map(([name, inner]) =>
      member(propertyKey(name), printing.print(inner, new Set(["object"]))),
    );
    out.push(printing.helper("dependentSchemas", object(members)));
  }
  return out;
}
