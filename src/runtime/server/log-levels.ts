import type { LoggingLevel } from "@modelcontextprotocol/client";

/** In ascending order of severity (RFC 5424). */
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

/** The key with which a request of 2026-07-28 sets its minimum log level. */
const LEVEL = "io.modelcontextprotocol/logLevel";

/** Returns the log level that a request of 2026-07-28 asks for. */
export function wantedLevel(envelope: object | undefined): LoggingLevel | undefined {
  const wanted = (envelope as Readonly<Record<string, unknown>> | undefined)?.[LEVEL];
  return LEVELS.includes(wanted) ? (wanted as LoggingLevel) : undefined;
}

/** Whether a message of `level` is for a request with this envelope: without a level, none is. */
export function isLogged(level: LoggingLevel, envelope: object | undefined): boolean {
  const wanted = wantedLevel(envelope);
  return wanted !== undefined && LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}
