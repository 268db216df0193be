import type { SchemaNode } from "../ir.js";
import { isUsable } from "./read-assertions.js";
import { type Reading, set } from "./reading.js";

/** Reads the keywords with subschemas, converting each to its 2020-12 form. */
export function readApplicators(reading: Reading): void {
  const { node } = reading;
  set(node, "allOf", reading.schemas("allOf"));
  set(node, "anyOf", reading.schemas("anyOf"));
  set(node, "oneOf", reading.schemas("oneOf"));
  set(node, "not", reading.schema("not"));
  const condition = reading.schema("if");
  if (condition !== undefined) {
    node.if = condition;
    set(node, "then", reading.schema("then"));
    set(node, "else", reading.schema("else"));
  }
  readArray(reading);
  readObject(reading);
}

function readArray(reading: Reading): void {
  const { node, version } = reading;
  const prefix = reading.schemas("prefixItems");
  set(node, "prefixItems", prefix);
  // The array form of `items` ended with 2019-09, but servers still send it with 2020-12.
  if (prefix === undefined && Array.isArray(reading.value("items"))) {
    if ((reading.value("items") as readonly unknown[]).length > 0)
      set(node, "prefixItems", reading.schemas("items"));
    set(node, "items", reading.schema("additionalItems"));
  } else {
    set(node, "items", reading.schema("items"));
  }
  const contains = reading.schema("contains");
  if (contains !== undefined) {
    node.contains = contains;
    set(node, "minContains", reading.count("minContains"));
    set(node, "maxContains", reading.count("maxContains"));
    if (version >= 2020) node.containsEvaluates = true;
  }
  set(node, "unevaluatedItems", reading.schema("unevaluatedItems"));
}

function readObject(reading: Reading): void {
  const { node } = reading;
  set(node, "properties", reading.schemaMap("properties"));
  set(node, "propertyNames", reading.schema("propertyNames"));
  const patterns = reading.schemaMap("patternProperties");
  const usable =
    patterns && [...patterns].filter(([pattern]) => isUsable(reading, "patternProperties", pattern));
  if (usable !== undefined && usable.length > 0) node.patternProperties = new Map(usable);
  // If a pattern is dropped, it is unknown which keys are "additional", so they may be anything.
  if (patterns === undefined || usable?.length === patterns.size) {
    set(node, "additionalProperties", reading.schema("additionalProperties"));
    set(node, "unevaluatedProperties", reading.schema("unevaluatedProperties"));
  }
  const dependents = new Map<string, SchemaNode>();
  for (const keyword of ["dependencies", "dependentSchemas"]) {
    const value = reading.value(keyword);
    if (typeof value !== "object" || value === null || Array.isArray(value)) continue;
    for (const [name, inner] of Object.entries(value))
      if (!Array.isArray(inner)) dependents.set(name, reading.child(inner, keyword, name));
  }
  if (dependents.size > 0) node.dependentSchemas = dependents;
}
