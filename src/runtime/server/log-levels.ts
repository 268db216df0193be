import type { LoggingLevel } from "@modelcontextprotocol/client";

/** From the least important on (RFC 5424). */
const LEVELS: readonly unknown[] = [
  "debug",
  "info",
  "notice",
  "warning",
  "error",
  "critical",
  "alert",
  "emergency",
] satisfies readonly LoggingLevel[];

/** The key under which a request of 2026-07-28 says from which level on it wants to hear logs. */
const LEVEL = "io.modelcontextprotocol/logLevel";

/** The level that a request of 2026-07-28 asks for. */
export function wantedLevel(envelope: object | undefined): LoggingLevel | undefined {
  const wanted = (envelope as Readonly<Record<string, unknown>> | undefined)?.[LEVEL];
  return LEVELS.includes(wanted) ? (wanted as LoggingLevel) : undefined;
}

/** Whether a message of `level` is for a request with this envelope: who names no level hears nothing. */
export function isLogged(level: LoggingLevel, envelope: object | undefined): boolean {
  const wanted = wantedLevel(envelope);
  return wanted !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}
