import { objectOf, type ObjectType, type PatternType, type Property, type Type } from "./type.js";
import { union } from "./union.js";

/** Intersects the types at one place. */
export type Both = (types: readonly Type[]) => Type;

/** Intersects two objects; `both` intersects the types of one key. */
export function meetObjects(a: ObjectType, b: ObjectType, both: Both): Type {
  const properties = new Map<string, Property>();
  for (const key of new Set([...a.properties.keys(), ...b.properties.keys()])) {
    const left = a.properties.get(key);
    const right = b.properties.get(key);
    properties.set(key, {
      type: both([left?.type ?? typeAt(a, key, both), right?.type ?? typeAt(b, key, both)]),
      optional: (left?.optional ?? true) && (right?.optional ?? true),
      nodes: [...(left?.nodes ?? []), ...(right?.nodes ?? [])],
    });
  }
  return objectOf({
    properties,
    patterns: meetPatterns(a, b, both),
    rest: both([a.rest, b.rest]),
    implied: a.implied && b.implied,
  });
}

/** Returns the type of `key` in `object`, of which it is not a property. */
export function typeAt(object: ObjectType, key: string, both: Both): Type {
  const matching: Type[] = [];
  const perhaps: Type[] = [];
  for (const { matches, type } of object.patterns) {
    const verdict = matches(key);
    if (verdict === true) matching.push(type);
    if (verdict === undefined) perhaps.push(type);
  }
  return matching.length > 0 ? both(matching) : union([object.rest, ...perhaps]);
}

/** Narrows each pattern by what the other object allows at matching keys. */
function meetPatterns(a: ObjectType, b: ObjectType, both: Both): readonly PatternType[] {
  const shared = new Set(a.patterns.map(({ source }) => source));
  const onlyB = b.patterns.filter(({ source }) => !shared.has(source));
  return [
    ...a.patterns.map((pattern) => narrowed(pattern, b, both)),
    ...onlyB.map((pattern) => narrowed(pattern, a, both)),
  ];
}

function narrowed(pattern: PatternType, other: ObjectType, both: Both): PatternType {
  const same = other.patterns.filter(({ source }) => source === pattern.source).map(({ type }) => type);
  const elsewhere = [union([other.rest, ...other.patterns.map(({ type }) => type)])];
  return { ...pattern, type: both([pattern.type, ...(same.length > 0 ? same : elsewhere)]) };
}
