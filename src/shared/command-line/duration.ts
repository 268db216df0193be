/**
 * Parses milliseconds from `"1500"`, `"1500ms"`, `"15s"`, `"0.5s"`, `"2m"`; returns `undefined` for anything
 * else.
 */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim());
  if (match === null) return undefined;
  const ms = Number(match[1]) * { ms: 1, s: 1_000, m: 60_000 }[(match[2] ?? "ms") as "ms" | "s" | "m"];
  return ms >= 1 && ms <= 2 ** 31 - 1 ? Math.round(ms) : undefined;
}
