import {
  type Code,
  code,
  identifier,
  list,
  memberKey,
  nothing,
  number,
  operands,
  string,
} from "../../../printer/index.js";
import {
  alternatives,
  type ArrayType,
  type LiteralType,
  type ObjectType,
  type Property,
  type Type,
} from "../algebra/type.js";
import { union } from "../algebra/union.js";
import { indexType } from "./index-type.js";

/** Returns the comment of a property; `nothing` if there is none. */
export type PropertyComment = (key: string, property: Property) => Code;

export interface PrintTypeOptions {
  readonly mode: "input" | "output";
  readonly comment: PropertyComment;
}

/** Prints a type as a person would write it. */
export function printType(type: Type, options: PrintTypeOptions): Code {
  return print(type, options, false);
}

/** Prints the members of an object type or an interface, without separators. */
export function printMembers(object: ObjectType, options: PrintTypeOptions): readonly Code[] {
  return members(object, options, false);
}

/** Prints a type. `part`: of an intersection with another type that lists the keys. */
function print(type: Type, options: PrintTypeOptions, part: boolean): Code {
  switch (type.is) {
    case "unknown":
      return code`unknown`;
    case "never":
      return code`never`;
    case "primitive":
      return {
        string: code`string`,
        number: code`number`,
        boolean: code`boolean`,
        null: code`null`,
        Date: code`Date`,
      }[type.name];
    case "literal":
      return printLiteral(type);
    case "name":
      return identifier(type.name);
    case "array":
      return printArray(type, options);
    case "object":
      return list(code`{`, members(type, options, part), code`}`, { separator: ";", padded: true });
    case "union":
      return operands(
        nullLast(type.of).map((member) => tight(member, options, part)),
        "|",
      );
    case "intersection": {
      const whole = type.of.some(isWhole);
      return operands(
        type.of.map((factor) => tight(factor, options, whole)),
        "&",
      );
    }
  }
}

/** Whether a type by itself lists the keys of its objects. */
function isWhole(type: Type): boolean {
  return alternatives(type).every(
    (member) => member.is === "object" && (!member.implied || isListed(member)),
  );
}

/** Whether a schema lists properties of the object. If not, it may describe only a part of them. */
function isListed({ properties }: ObjectType): boolean {
  return [...properties.values()].some(({ nodes }) => nodes.length > 0);
}

/** Adds parentheses if an adjacent operator would bind the type's operands. */
function tight(type: Type, options: PrintTypeOptions, part = false): Code {
  const inner = print(type, options, part);
  return type.is === "union" || type.is === "intersection" ? code`(${inner})` : inner;
}

function printLiteral({ value }: LiteralType): Code {
  if (typeof value === "string") return string(value);
  if (typeof value === "number") return number(value);
  return value ? code`true` : code`false`;
}

function nullLast(types: readonly Type[]): readonly Type[] {
  const isNull = (type: Type): boolean => type.is === "primitive" && type.name === "null";
  return [...types.filter((type) => !isNull(type)), ...types.filter(isNull)];
}

function printArray({ items, rest, min }: ArrayType, options: PrintTypeOptions): Code {
  const each = code`${tight(rest, options)}[]`;
  if (items.length === 0 && rest.is !== "never") return each;
  const positions = items.map((item, i) =>
    i < min ? print(item, options, false) : code`${tight(item, options)}?`,
  );
  return list(code`[`, rest.is === "never" ? positions : [...positions, code`...${each}`], code`]`);
}

function members(object: ObjectType, options: PrintTypeOptions, part: boolean): readonly Code[] {
  const named = [...object.properties].map(([key, property]) => {
    const mark = property.optional ? code`?` : nothing;
    return code`${options.comment(key, property)}${memberKey(key)}${mark}: ${print(property.type, options, false)}`;
  });
  const index = printIndex(object, options, part);
  return index === undefined ? named : [...named, code`[key: string]: ${index}`];
}

/** Prints the type of the index signature, which must include the types of all properties for a compiler. */
function printIndex(object: ObjectType, options: PrintTypeOptions, part: boolean): Code | undefined {
  const { properties, patterns, rest, implied } = object;
  if (rest.is === "never" && patterns.length === 0) return properties.size === 0 ? code`never` : undefined;
  const silent = implied && rest.is === "unknown" && patterns.length === 0;
  // An input whose schema lists no properties can have any, so there is nothing to mistype.
  const listed = isListed(object);
  if (silent && ((part && !listed && properties.size > 0) || (listed && options.mode === "input")))
    return undefined;
  const declared = [...properties.values()];
  const others = union([rest, ...patterns.map(({ type }) => type)]);
  const held = indexType(
    others,
    declared.map(({ type }) => type),
  );
  if (held.is === "unknown" || !declared.some(({ optional }) => optional)) return print(held, options, false);
  const parts = held.is === "union" ? nullLast(held.of) : [held];
  return operands([...parts.map((each) => tight(each, options)), code`undefined`], "|");
}
