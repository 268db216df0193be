import type { LoggingLevel } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { CONFIRM_MS, type Session } from "../../connection/session.js";
import { UnsupportedError } from "../../errors/unsupported-error.js";

/** A 2026-07-28 server does not log for a request without a level. */
const DEFAULT_LEVEL: LoggingLevel = "debug";

/**
 * Sets the server's log level: an older server keeps it for the session (`logging/setLevel`), a 2026-07-28 one gets it with
 * every request. `undefined`: no level was chosen.
 */
export async function applyLogLevel(
  session: Session,
  level: LoggingLevel | undefined,
  listening: boolean,
  signal?: AbortSignal,
): Promise<void> {
  if (session.info.era === "modern") {
    session.logLevel = level ?? (listening ? DEFAULT_LEVEL : undefined);
  } else if (level !== undefined && session.info.capabilities["logging"] !== undefined) {
    await session.request("logging/setLevel", { level }, { signal, timeoutMs: CONFIRM_MS });
  }
}

/** @throws {UnsupportedError} when the server does not declare logging */
export function checkLogging(session: Session, server: string): void {
  if (session.info.capabilities["logging"] !== undefined) return;
  throw new UnsupportedError(`"${show(server)}" declares no logging.`, { server, era: session.info.era });
}
