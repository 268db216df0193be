import type { Shape } from "../schema-shape.js";
import { between, type Random } from "./random.js";

/** Makes a number of `shape`, near its lower bound. */
export function sampleNumber({ integer, bounds }: Shape, random: Random): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = bounds;
  const low = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const high = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  const from = low > -Infinity ? low : Math.min(0, high > -Infinity && high < Infinity ? high - 100 : 0);
  const to = high < Infinity ? high : from + 100;
  const step = multipleOf ?? (integer ? 1 : undefined);
  if (step !== undefined) {
    const first = Math.ceil(from / step) + (exclusiveMinimum !== undefined && isMultiple(from, step) ? 1 : 0);
    const last = Math.floor(to / step) - (exclusiveMaximum !== undefined && isMultiple(to, step) ? 1 : 0);
    const value = between(random, first, Math.max(first, Math.min(last, first + 100))) * step;
    return integer ? Math.round(value) : value;
  }
  const value = from + (0.05 + 0.9 * random()) * (to - from);
  const rounded = Math.round(value * 100) / 100;
  return rounded > from && rounded < to ? rounded : value;
}

function isMultiple(value: number, step: number): boolean {
  return Number.isInteger(value / step);
}
