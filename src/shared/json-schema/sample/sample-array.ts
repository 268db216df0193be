import type { Json } from "../../json/json.js";
import { equal } from "../equal.js";
import type { Shape } from "../schema-shape.js";
import { between } from "./random.js";
import type { ValueSampler } from "./sample-object.js";

/** Most items of a sample. */
const MAX_ITEMS = 10_000;

/** Makes an array of `shape`: as few items as its bounds allow, and a few more. */
export function sampleArray(sampler: ValueSampler, shape: Shape, depth: number): readonly Json[] {
  const { prefixItems, items, bounds, uniqueItems, nodes } = shape;
  const contained = nodes.flatMap(({ contains, minContains = 1 }) =>
    contains === undefined ? [] : Array.from({ length: Math.min(minContains, 100) }, () => contains),
  );
  const least = Math.max(bounds.minItems ?? 0, contained.length);
  const open = !items.some((term) => "always" in term && term.always === false);
  const most = Math.min(bounds.maxItems ?? Infinity, open ? MAX_ITEMS : Math.max(prefixItems.length, least));
  const usual = depth > 4 ? 0 : between(sampler.random, 1, 3);
  const length = Math.min(Math.max(least, usual, depth > 4 ? 0 : prefixItems.length), most);
  const values: Json[] = [];
  for (let index = 0; index < length; index++) {
    const prefix = prefixItems[index];
    const own = prefix === undefined ? items : [prefix];
    const extra = contained[index - (length - contained.length)];
    const all = extra === undefined ? own : [...own, extra];
    for (let attempt = 0; attempt < 20; attempt++) {
      const value = sampler.value(all, depth + 1);
      if (uniqueItems && values.some((other) => equal(other, value))) continue;
      values.push(value);
      break;
    }
  }
  return values;
}
