import type { Json, JsonObject } from "../../json/json.js";
import type { TakeNote, TimeoutUnit } from "../dialects/dialect.js";

/** A value below this was probably meant as seconds: no server answers every call that fast. */
const SHORTEST_MS = 1_000;
/** The longest limit that Cline and Roo Code offer, in seconds. */
const LONGEST_S = 3_600;

/** Replaces a `timeout` that may not mean milliseconds everywhere by `timeoutMs`. */
export function withTimeoutMs(entry: JsonObject, unit: TimeoutUnit, note: TakeNote): JsonObject {
  const { tool_timeout_sec: toolSeconds, timeout, ...rest } = entry;
  if (typeof toolSeconds === "number") return { ...rest, timeoutMs: toolSeconds * 1_000 };
  const value = durationOf(timeout);
  if (typeof value !== "number" || value <= 0 || !Number.isFinite(value)) return entry;
  if (typeof timeout === "string") return { ...rest, timeoutMs: value };
  if (unit === "seconds" || (unit === "small-seconds" && value <= LONGEST_S))
    return { ...rest, timeoutMs: value * 1_000 };
  if (value >= SHORTEST_MS) return entry;
  if (unit !== "either") return { ...rest, timeoutMs: value };
  const hint = `Write "timeoutMs": ${value * 1_000}, or "timeoutMs": ${value} for milliseconds.`;
  note("timeout", `${value} is read as seconds.`, hint);
  return { ...rest, timeoutMs: value * 1_000 };
}

/** Converts `"30s"`, `"500ms"` and `"2m"` to milliseconds; returns anything else unchanged. */
function durationOf(value: Json | undefined): Json | undefined {
  const [, digits, unit] =
    typeof value === "string" ? (/^(\d+(?:\.\d+)?)\s*(ms|s|m)$/.exec(value.trim()) ?? []) : [];
  if (digits === undefined) return value;
  return Number(digits) * (unit === "ms" ? 1 : unit === "s" ? 1_000 : 60_000);
}
