import { isJsonObject, type Json } from "../../shared/json/json.js";
import { withoutUndefined } from "../../shared/json/without-undefined.js";
import { acceptsNode, dateTimesAt, readSchema, type SchemaNode } from "../../shared/json-schema/index.js";
import { isDateTime } from "./formats/date-time.js";
import { matchesOf } from "../../shared/json-schema/pattern/matchers.js";

/** Between `Date`s of a program and the texts of JSON. */
export interface Dates {
  /** Returns a value with a text (RFC 3339) for each `Date`. */
  write(value: unknown): unknown;
  /**
   * Returns a function that puts a `Date` where a value has a text that is a date-time by the schema. A text that is not a date-time
   * by RFC 3339 stays.
   */
  read(schema: Json): (value: unknown) => unknown;
}

/** What validators of code that is generated with `dates` are declared with. */
export const asDates: Dates = {
  write: (value) => withoutUndefined(value),
  read: (schema) => {
    const document = readSchema(schema);
    const matches = matchesOf();
    const accepts = (node: SchemaNode, value: unknown): boolean =>
      acceptsNode(document, node, value, { matches });
    return (value) => withDates([document.root], value as Json, { accepts, matches });
  },
};

interface Judge {
  accepts(node: SchemaNode, value: unknown): boolean;
  matches(pattern: string, text: string): boolean;
}

/** Converts a value of which `nodes` say something. Returns the value itself if nothing in it is converted. */
function withDates(nodes: readonly SchemaNode[], value: Json, judge: Judge): unknown {
  if (typeof value === "string") return isDate(nodes) ? (dateOf(value) ?? value) : value;
  if (typeof value !== "object" || value === null || nodes.length === 0) return value;
  const said = nodes.flatMap((node) => applied(node, value, judge));
  if (Array.isArray(value)) {
    const items = value.map((item: Json, i) => withDates(ofItem(said, i), item, judge));
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(
    ([key, member]) => [key, withDates(ofMember(said, key, judge), member as Json, judge)] as const,
  );
  return members.some(([key, member]) => member !== value[key]) ? Object.fromEntries(members) : value;
}

/** Whether a text of which all `nodes` say something is a date: one says so, and no other one means texts of another kind. */
function isDate(nodes: readonly SchemaNode[]): boolean {
  const telling = nodes.filter(
    (node) => Object.keys(node).some((key) => !SILENT.has(key)) && node.always !== true,
  );
  return telling.length > 0 && telling.every((node) => dateTimesAt(node).size > 0);
}

const SILENT: ReadonlySet<string> = new Set(["pointer", "resource", "annotations", "always"]);

/** Returns the subschemas that say something of the same value: of alternatives, those that accept it. */
function applied(node: SchemaNode, value: Json, judge: Judge): readonly SchemaNode[] {
  const { ref, dynamicRef, allOf = [], anyOf = [], oneOf = [], dependentSchemas = [] } = node;
  const dependent = [...dependentSchemas].filter(([key]) => isJsonObject(value) && Object.hasOwn(value, key));
  const branch = node.if === undefined ? undefined : judge.accepts(node.if, value) ? node.then : node.else;
  const inner = [
    ref,
    dynamicRef?.anchor === undefined ? dynamicRef?.target : undefined,
    branch,
    ...allOf,
    ...[...anyOf, ...oneOf].filter((each) => judge.accepts(each, value)),
    ...dependent.map(([, each]) => each),
  ];
  return [node, ...inner.flatMap((each) => (each === undefined ? [] : applied(each, value, judge)))];
}

function ofItem(said: readonly SchemaNode[], index: number): readonly SchemaNode[] {
  return said.flatMap(({ prefixItems = [], items, unevaluatedItems }) => {
    const item = prefixItems[index] ?? items ?? unevaluatedItems;
    return item === undefined ? [] : [item];
  });
}

function ofMember(said: readonly SchemaNode[], key: string, { matches }: Judge): readonly SchemaNode[] {
  return said.flatMap(
    ({ properties, patternProperties = [], additionalProperties, unevaluatedProperties }) => {
      const own = [
        properties?.get(key),
        ...[...patternProperties].map(([pattern, node]) => (matches(pattern, key) ? node : undefined)),
      ].filter((node) => node !== undefined);
      if (own.length > 0) return own;
      const rest = additionalProperties ?? unevaluatedProperties;
      return rest === undefined ? [] : [rest];
    },
  );
}

/** Returns the moment; a leap second is the first of the next minute. `undefined` for a text that is none. */
function dateOf(text: string): Date | undefined {
  if (!isDateTime(text)) return undefined;
  const leaps = /^.{17}60/.test(text);
  const date = new Date(text.toUpperCase().replace(/^(.{17})60/, "$159"));
  if (leaps) date.setTime(date.getTime() + 1_000);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
