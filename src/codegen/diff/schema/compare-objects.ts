import { acceptsNode, type SchemaNode } from "../../../shared/json-schema/index.js";
import { show } from "../../../shared/text/show.js";
import type { Comparison } from "./comparison.js";
import { at } from "./pointer.js";

const NOTHING: ReadonlyMap<string, SchemaNode> = new Map();
const NONE: ReadonlySet<string> = new Set();

/** Compares properties, `required`, and what else an object may contain. */
export function compareObjects(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const [old, now] = [before.properties ?? NOTHING, after.properties ?? NOTHING];
  if (before.properties === undefined && before.additionalProperties === undefined && now.size > 0)
    comparison.add(
      "perhaps-narrower",
      "object-typed",
      pointer,
      "it accepted any property and now names its own",
    );
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const place = at(pointer, "properties", name);
    const [was, is] = [old.get(name), now.get(name)];
    if (was !== undefined && is !== undefined) comparison.compare(was, is, place);
    else if (was !== undefined)
      comparison.add("removed", "property-removed", place, `property "${show(name)}" was removed`);
    else if (is !== undefined) added(name, is, before, after, place, comparison);
  }
  compareRequired(before, after, pointer, comparison);
  compareOthers(before, after, pointer, comparison);
}

function added(
  name: string,
  property: SchemaNode,
  before: SchemaNode,
  after: SchemaNode,
  place: string,
  comparison: Comparison,
): void {
  const was = before.additionalProperties;
  // required by name alone: it was sent with any type
  if (before.required?.has(name) === true && property.always !== true)
    comparison.add("narrower", "property-typed", place, `property "${show(name)}" has a type now`);
  else if (after.required?.has(name) === true) {
    // reported by `compareRequired`
  } else if (was?.always === false)
    comparison.add("wider", "property-added", place, `property "${show(name)}" is now allowed`);
  else comparison.add("added", "property-added", place, `property "${show(name)}" is new and optional`);
  // the schema of other properties applied to this one before
  if (was !== undefined && was.always === undefined) comparison.compare(was, property, place);
}

function compareRequired(
  before: SchemaNode,
  after: SchemaNode,
  pointer: string,
  comparison: Comparison,
): void {
  const [old, now] = [before.required ?? NONE, after.required ?? NONE];
  for (const name of now) {
    if (old.has(name)) continue;
    const known = before.properties?.has(name) === true;
    const isFilledIn = pointer === "" && hasDefault(after.properties?.get(name), comparison);
    const message = known
      ? `property "${show(name)}" is now required`
      : `property "${show(name)}" is new and required`;
    comparison.add(
      isFilledIn ? "perhaps-narrower" : "narrower",
      known ? "property-required" : "required-property-added",
      at(pointer, "properties", name),
      isFilledIn ? `${message}, with a default` : message,
    );
  }
  for (const name of old) {
    if (now.has(name) || (before.properties?.has(name) === true && after.properties?.has(name) !== true))
      continue;
    comparison.add(
      "wider",
      "property-optional",
      at(pointer, "properties", name),
      `property "${show(name)}" is now optional`,
    );
  }
}

/**
 * Whether a required property has a default. Clients fill it in, and so do most servers: zod adds every
 * property with a default to `required`.
 */
function hasDefault(property: SchemaNode | undefined, { after }: Comparison): boolean {
  const value = property?.annotations.default;
  return property !== undefined && value !== undefined && acceptsNode(after, property, value);
}

/** Compares `additionalProperties` and `patternProperties`. */
function compareOthers(before: SchemaNode, after: SchemaNode, pointer: string, comparison: Comparison): void {
  const [old, now] = [before.additionalProperties, after.additionalProperties];
  const place = at(pointer, "additionalProperties");
  const [wasClosed, isClosed] = [old?.always === false, now?.always === false];
  if (wasClosed !== isClosed) {
    const message = isClosed ? "other properties are now rejected" : "other properties are now allowed";
    comparison.add(
      isClosed ? "narrower" : "wider",
      isClosed ? "object-closed" : "object-opened",
      place,
      message,
    );
  } else if (old !== undefined && now !== undefined) comparison.compare(old, now, place);
  else if (now !== undefined && now.always === undefined)
    comparison.add("narrower", "other-properties-typed", place, "other properties now have a type");
  else if (old !== undefined && old.always === undefined)
    comparison.add("wider", "other-properties-untyped", place, "other properties may now be anything");
  const [oldPatterns, nowPatterns] = [
    before.patternProperties ?? NOTHING,
    after.patternProperties ?? NOTHING,
  ];
  for (const pattern of new Set([...oldPatterns.keys(), ...nowPatterns.keys()])) {
    const spot = at(pointer, "patternProperties", pattern);
    const [was, is] = [oldPatterns.get(pattern), nowPatterns.get(pattern)];
    if (was !== undefined && is !== undefined) comparison.compare(was, is, spot);
    else
      comparison.add(
        "unknown",
        "pattern-properties-changed",
        spot,
        `properties like ${show(pattern)} ${was === undefined ? "have a type now" : "lost their type"}`,
      );
  }
}
