import { show } from "../../shared/text/show.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Emit } from "../events/event.js";
import type { TransportSource } from "../transport/source.js";
import { startHints } from "../transport/start-hints.js";

/** How long connecting may take where nothing says otherwise, in milliseconds. */
const CONNECT_TIMEOUT_MS = 30_000;

/** The same where the server may be installed first. */
const INSTALL_TIMEOUT_MS = 180_000;

/** After this time without a server, a program that installs it is named. */
const INSTALL_NOTICE_MS = 5_000;

/** Limits that the program set, in milliseconds. 0: none. Default: what {@link connectLimitMs} says. */
export interface GivenLimits {
  readonly connectTimeoutMs?: number | undefined;
  /** Deadline of requests: bounds connecting where `connectTimeoutMs` is not given. */
  readonly timeoutMs?: number | undefined;
}

/** How long connecting may take, in milliseconds; 0: as long as it likes. `installer`: what may install the server first. */
export function connectLimitMs(
  { connectTimeoutMs, timeoutMs }: GivenLimits,
  installer: string | undefined,
): number {
  const usual = installer === undefined ? CONNECT_TIMEOUT_MS : INSTALL_TIMEOUT_MS;
  return connectTimeoutMs ?? Math.min(usual, timeoutMs || Infinity);
}

/** Says of a server that is slow to come that it may be installed meanwhile. Returns what stops it. */
export function noticeInstallation(
  { installer, label }: TransportSource,
  { server, emit }: { readonly server: string; readonly emit: Emit },
): () => void {
  if (installer === undefined) return () => undefined;
  const notice = {
    type: "diagnostic",
    severity: "info",
    server,
    endpoint: label,
    code: "INSTALLING",
  } as const;
  const message = `Server "${show(server)}" is being installed or started by ${installer}.`;
  const timer = setTimeout(() => emit({ ...notice, message }), INSTALL_NOTICE_MS).unref();
  return () => clearTimeout(timer);
}

/** What an attempt to connect ends with after `limitMs`. */
export function connectTimeout(server: string, limitMs: number, source?: TransportSource): TimeoutError {
  const needs =
    source?.installer === undefined ? "to start" : `to be installed by ${source.installer} and to start`;
  return new TimeoutError(
    `Failed to initialize server session with "${show(server)}" within ${limitMs} ms. Raise \`connectTimeoutMs\` if it needs longer ${needs}.${startHints(source)}`,
    limitMs,
    { server },
  );
}
