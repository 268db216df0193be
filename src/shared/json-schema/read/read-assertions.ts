import type { Json } from "../../json/json.js";
import { show } from "../../text/show.js";
import { equal } from "../equal.js";
import { type Kind, kindOf } from "../kind.js";
import { isDeeperThan } from "../limits.js";
import { faultOf } from "../pattern/index.js";
import { brief, type Reading, set } from "./reading.js";

const KINDS: ReadonlySet<string> = new Set(["object", "array", "string", "number", "boolean", "null"]);

/** Reads the keywords that assert something about a value by themselves: all but those with subschemas. */
export function readAssertions(reading: Reading): void {
  readType(reading);
  readValues(reading);
  readNumber(reading);
  const { node } = reading;
  set(node, "minLength", reading.count("minLength"));
  set(node, "maxLength", reading.count("maxLength"));
  set(node, "pattern", readPattern(reading));
  set(node, "minItems", reading.count("minItems"));
  set(node, "maxItems", reading.count("maxItems"));
  if (reading.flag("uniqueItems") === true) node.uniqueItems = true;
  set(node, "minProperties", reading.count("minProperties"));
  set(node, "maxProperties", reading.count("maxProperties"));
  const required = reading.names("required");
  if (required !== undefined && required.length > 0) node.required = new Set(required);
  readDependentRequired(reading);
}

function readType(reading: Reading): void {
  const { node } = reading;
  if (reading.raw["nullable"] === true) {
    reading.report(
      "SCHEMA_NULLABLE",
      "nullable",
      `"nullable" is a keyword of OpenAPI, not of JSON Schema: null is allowed only where "type" says so.`,
    );
  }
  const type = reading.value("type");
  if (type === undefined) return;
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const unknown = types.find((name) => name !== "integer" && !(typeof name === "string" && KINDS.has(name)));
  if (unknown !== undefined || types.length === 0) {
    reading.report(
      "SCHEMA_UNKNOWN_TYPE",
      "type",
      `JSON Schema has no type ${brief(unknown ?? type)}: "type" is ignored.`,
    );
    return;
  }
  node.kinds = new Set(types.map((name) => (name === "integer" ? "number" : (name as Kind))));
  if (types.includes("integer") && !types.includes("number")) node.integer = true;
}

function readValues(reading: Reading): void {
  const { node, limits } = reading;
  const listed = reading.value("enum");
  const constant = reading.value("const") as Json | undefined;
  if (listed !== undefined && !Array.isArray(listed)) reading.bad("enum", "an array");
  const values = Array.isArray(listed)
    ? (listed as readonly Json[])
    : constant === undefined
      ? undefined
      : [constant];
  if (values === undefined) return;
  const keyword = Array.isArray(listed) ? "enum" : "const";
  const tooDeep = [...values, ...(constant === undefined ? [] : [constant])].some((value) =>
    isDeeperThan(value, limits.depth),
  );
  if (values.length > limits.enumValues) {
    reading.report(
      "SCHEMA_LARGE_ENUM",
      keyword,
      `${values.length} values are more than the limit of ${limits.enumValues}: only their types are checked.`,
    );
  } else if (tooDeep) {
    reading.report(
      "SCHEMA_TOO_DEEP",
      keyword,
      `A value is nested deeper than the limit of ${limits.depth}: only its type is checked.`,
    );
  } else if (!values.every(isFiniteJson)) {
    reading.report(
      "SCHEMA_BAD_KEYWORD",
      keyword,
      `A number is too large for JavaScript: only the types of the values are checked.`,
    );
  } else {
    node.values = constant === undefined ? values : values.filter((value) => equal(value, constant));
    return;
  }
  const kinds = new Set(values.map(kindOf));
  const allowed = node.kinds;
  node.kinds = allowed === undefined ? kinds : new Set([...kinds].filter((kind) => allowed.has(kind)));
}

/** Whether a value that is known to be shallow has no infinity, into which `JSON.parse` turns 1e400. */
function isFiniteJson(value: Json): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value !== "object" || value === null || Object.values(value).every(isFiniteJson);
}

function readNumber(reading: Reading): void {
  const { node } = reading;
  set(node, "minimum", reading.number("minimum"));
  set(node, "maximum", reading.number("maximum"));
  if (reading.version > 4) {
    set(node, "exclusiveMinimum", reading.number("exclusiveMinimum"));
    set(node, "exclusiveMaximum", reading.number("exclusiveMaximum"));
  } else {
    if (reading.flag("exclusiveMinimum") === true && node.minimum !== undefined) {
      node.exclusiveMinimum = node.minimum;
      delete node.minimum;
    }
    if (reading.flag("exclusiveMaximum") === true && node.maximum !== undefined) {
      node.exclusiveMaximum = node.maximum;
      delete node.maximum;
    }
  }
  const step = reading.number("multipleOf");
  if (step !== undefined)
    set(node, "multipleOf", step > 0 ? step : reading.bad("multipleOf", "more than zero"));
}

function readPattern(reading: Reading): string | undefined {
  const pattern = reading.value("pattern");
  if (pattern === undefined) return undefined;
  if (typeof pattern !== "string") return reading.bad("pattern", "a string");
  return isUsable(reading, "pattern", pattern) ? pattern : undefined;
}

/** Whether `pattern` can be matched in linear time; if not, reports it. */
export function isUsable(reading: Reading, keyword: string, pattern: string): boolean {
  const fault = faultOf(pattern);
  if (fault === undefined) return true;
  reading.report(
    "SCHEMA_PATTERN",
    keyword,
    `The pattern ${show(JSON.stringify(pattern), 120)} is not checked: ${fault}.`,
  );
  return false;
}

/** Reads `dependentRequired`, and `dependencies` with an array, which all our dialects accept. */
function readDependentRequired(reading: Reading): void {
  const dependents = new Map<string, readonly string[]>();
  for (const keyword of ["dependencies", "dependentRequired"]) {
    const value = reading.value(keyword);
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      if (value !== undefined) reading.bad(keyword, "an object");
      continue;
    }
    for (const [name, needed] of Object.entries(value)) {
      if (keyword === "dependencies" && !Array.isArray(needed)) continue;
      const names = reading.names(keyword, needed);
      if (names !== undefined)
        dependents.set(name, [...new Set([...(dependents.get(name) ?? []), ...names])]);
    }
  }
  if (dependents.size > 0) reading.node.dependentRequired = dependents;
}
