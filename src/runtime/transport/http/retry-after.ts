/**
 * Parses `Retry-After` (RFC 9110, section 10.2.3), seconds or a date, to milliseconds from `now`; `undefined` if absent or
 * neither.
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
