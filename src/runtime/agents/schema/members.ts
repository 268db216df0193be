import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { decodeBy, encodeBy } from "./codec.js";
import { tellBy } from "./given-issue.js";
import { MemberNames } from "./member-names.js";
import { KEY, type Member, membersCodec, type Others, VALUE } from "./members-codec.js";
import type { Printer } from "./printer.js";
import { anyOf, type Printed } from "./printed.js";
import type { All, Shape } from "../../../shared/json-schema/schema-shape.js";

/** Declares the properties that are required but not declared, since providers ignore or refuse such names. */
export function withRequired(shape: Shape): Shape {
  const { properties, required, others } = shape;
  const missing = [...required].filter((name) => !properties.has(name));
  if (missing.length === 0) return shape;
  const all: All = others === undefined ? [] : [{ any: others }];
  return { ...shape, properties: new Map([...properties, ...missing.map((name) => [name, all] as const)]) };
}

/** Prints an object in the form that the printer's provider takes. */
export function printMembers(printer: Printer, given: Shape, depth: number, path: string): Printed {
  const { profile } = printer;
  const shape = withRequired(given);
  if (shape.properties.size === 0 && shape.others === undefined && !shape.closed) {
    if (profile.strict)
      return printer.jsonText(path, "an object of any properties", shape.annotations.description);
    return {
      schema: {
        type: "object",
        ...(profile.keywords.has("additionalProperties") && { additionalProperties: true }),
      },
    };
  }
  const names = new MemberNames(profile.propertyName, shape.properties.keys());
  const properties: Record<string, JsonObject> = {};
  const required: string[] = [];
  const members: Member[] = [];
  for (const [name, all] of shape.properties) {
    const printedAs = names.of(name);
    const at = path === "" ? name : `${path}.${name}`;
    if (printedAs !== name) printer.lose(at, `is called "${printedAs}"`);
    const optional = !shape.required.has(name);
    const printed = printer.print(all, depth, at, optional);
    const { schema, codec } = optional && profile.strict ? nullable(printer, printed, all) : printed;
    define(properties, printedAs, schema);
    if (!optional || profile.strict) required.push(printedAs);
    // some models write null for what they leave out, whatever the schema says
    const nullIsAbsent = optional && (profile.strict || !printer.accepts(all, null));
    members.push({ name, printedAs, codec, nullIsAbsent });
  }
  const others = printOthers(printer, shape, { depth, path, names });
  if (others.entries !== undefined) {
    define(properties, others.entries, { ...others.schema, type: ["array", "null"] });
    required.push(others.entries);
  }
  if (profile.strict && !shape.closed && shape.others === undefined)
    printer.lose(path, "members that the schema does not name are left out");
  return {
    schema: {
      type: "object",
      properties,
      ...((required.length > 0 || profile.strict) && { required }),
      ...(others.entries === undefined && !profile.strict
        ? others.schema
        : profile.strict && { additionalProperties: false }),
    },
    codec: membersCodec(members, others, profile.strict),
  };
}

function define(properties: Record<string, JsonObject>, name: string, schema: JsonObject): void {
  Object.defineProperty(properties, name, {
    value: schema,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/**
 * Lets a property be absent by null. If the server itself accepts null as a value, that null is written as `{ "value": null }`.
 */
function nullable(printer: Printer, { schema, codec }: Printed, all: All): Printed {
  const takesNull = printer.accepts(all, null) && !defaultsToNull(all);
  const { description, ...bare } = schema;
  const text = description !== undefined && { description };
  if (!takesNull) {
    const union = anyOf([bare, { type: "null" }]);
    return { schema: { ...union, ...text }, codec };
  }
  const explicit: JsonObject = {
    type: "object",
    properties: { [VALUE]: { type: "null" } },
    required: [VALUE],
    additionalProperties: false,
  };
  return {
    schema: { ...anyOf([bare, { type: "null" }, explicit]), ...text },
    codec: {
      encode: (value) => (value === null ? { [VALUE]: null } : encodeBy(codec, value)),
      decode: (value) => (isExplicitNull(value) ? null : decodeBy(codec, value)),
      tell: (issue, value) =>
        isExplicitNull(value) ? { ...issue, path: [VALUE] } : tellBy(codec, issue, value),
    },
  };
}

function isExplicitNull(value: Json): boolean {
  return isJsonObject(value) && Object.keys(value).length === 1 && value[VALUE] === null;
}

function defaultsToNull(all: All): boolean {
  return all.some((term) => !("any" in term) && !("facts" in term) && term.annotations.default === null);
}

interface PrintedOthers extends Others {
  readonly schema: JsonObject;
}

function printOthers(
  printer: Printer,
  { others, closed }: Shape,
  { depth, path, names }: { readonly depth: number; readonly path: string; readonly names: MemberNames },
): PrintedOthers {
  const { keywords, strict } = printer.profile;
  if (others === undefined) {
    const shut = closed && keywords.has("additionalProperties");
    return { schema: shut ? { additionalProperties: false } : {}, codec: undefined, entries: undefined };
  }
  const value = printer.print([{ any: others }], depth, `${path}.*`);
  if (!strict)
    return {
      schema: keywords.has("additionalProperties") ? { additionalProperties: value.schema } : {},
      codec: value.codec,
      entries: undefined,
    };
  printer.lose(path, "members with free names are a list of keys and values");
  return {
    schema: {
      description: "Further members of the object.",
      items: {
        type: "object",
        properties: { [KEY]: { type: "string" }, [VALUE]: value.schema },
        required: [KEY, VALUE],
        additionalProperties: false,
      },
    },
    codec: value.codec,
    entries: names.free("additional_members"),
  };
}
