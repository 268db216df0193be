import { timerMs } from "../time/forever.js";

/**
 * Parses milliseconds from `"1500"`, `"1500ms"`, `"15s"`, `"0.5s"`, `"2m"`; returns `undefined` for anything
 * else. A time that no timer can take counts as the longest.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  if (match === null) return undefined;
  const ms = Number(match[1]) * { ms: 1, s: 1_000, m: 60_000 }[(match[2] ?? "ms") as "ms" | "s" | "m"];
  return ms >= 1 ? timerMs(Math.round(ms)) : undefined;
}
