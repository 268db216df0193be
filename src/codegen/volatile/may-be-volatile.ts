import { isJsonObject, type Json } from "../../shared/json/json.js";
import type { ServerModel } from "../model/index.js";
import { findVolatile } from "./find-volatile.js";

const DAY_MS = 24 * 60 * 60 * 1_000;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;
const DATE = /\b\d{4}-\d{2}-\d{2}(?!\d)/g;

/**
 * Whether a server should be asked a second time, over a new connection (and process), to find values that change each time: a
 * default or a text contains a recent time, looks random, or differs from the last time.
 *
 * @param now milliseconds since 1970
 */
export function mayBeVolatile(model: ServerModel, last: ServerModel | undefined, now: number): boolean {
  const texts = [model.instructions, ...model.tools.map(({ description }) => description)];
  return (
    texts.some((text) => text !== undefined && isOfNow(text, now)) ||
    model.tools.some(({ inputSchema, outputSchema }) =>
      [inputSchema, outputSchema].some((schema) => schema !== undefined && hasValueOfNow(schema, now)),
    ) ||
    (last !== undefined && findVolatile(last, model).length > 0)
  );
}

function hasValueOfNow(schema: Json, now: number): boolean {
  if (Array.isArray(schema)) return schema.some((item) => hasValueOfNow(item as Json, now));
  if (!isJsonObject(schema)) return false;
  return Object.entries(schema).some(([key, member]) =>
    key === "default" || key === "examples" || key === "description"
      ? valuesOf(member as Json).some((value) => isOfNow(value, now))
      : hasValueOfNow(member as Json, now),
  );
}

function valuesOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap((item) => valuesOf(item as Json));
  return isJsonObject(value) ? Object.values(value).flatMap((item) => valuesOf(item as Json)) : [value];
}

/** Whether a value is a recent time, contains one, or looks random. */
export function isOfNow(value: Json, now: number): boolean {
  const isNear = (moment: number): boolean => Math.abs(moment - now) <= DAY_MS;
  if (typeof value === "number") return isNear(value) || isNear(value * 1_000);
  if (typeof value !== "string") return false;
  if (UUID.test(value) || isNear(Date.parse(value))) return true;
  const dates = value.match(DATE) ?? [];
  const numbers = value.match(/\b\d{10}(?:\d{3})?\b/g) ?? [];
  return (
    dates.some((date) => isNear(Date.parse(date))) || numbers.some((number) => isOfNow(Number(number), now))
  );
}
