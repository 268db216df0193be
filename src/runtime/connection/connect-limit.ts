import { unreferenced } from "../async/unreferenced.js";
import { show } from "../../shared/text/show.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Emit } from "../events/event.js";
import type { TransportSource } from "../transport/transport-source.js";
import type { ConnectSteps } from "./connect-steps.js";
import { startHints } from "../transport/start-hints.js";

/** Default limit for connecting, in milliseconds. */
const CONNECT_TIMEOUT_MS = 30_000;

/** The same if the server may be installed first. */
const INSTALL_TIMEOUT_MS = 180_000;

/** After this time without an answer, an event names the program that may be installing the server. */
const INSTALL_NOTICE_MS = 5_000;

/** Limits that the program set, in milliseconds. 0: none. Default: see {@link connectLimitMs}. */
export interface GivenLimits {
  readonly connectTimeoutMs?: number | undefined;
  /** Deadline of requests: also limits connecting if `connectTimeoutMs` is not given. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Returns how long connecting may take, in milliseconds; 0: no limit. `installer`: a program that may install the server first.
 */
export function connectLimitMs(
  { connectTimeoutMs, timeoutMs }: GivenLimits,
  installer: string | undefined,
): number {
  const usual = installer === undefined ? CONNECT_TIMEOUT_MS : INSTALL_TIMEOUT_MS;
  return connectTimeoutMs ?? Math.min(usual, timeoutMs || Infinity);
}

/** Reports, if a server is slow to start, that it may still be installing. Returns a function that stops it. */
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
  const timer = unreferenced(setTimeout(() => emit({ ...notice, message }), INSTALL_NOTICE_MS));
  return () => clearTimeout(timer);
}

/** Makes the error for an attempt to connect that exceeded `limitMs`. */
export function connectTimeout(
  server: string,
  limitMs: number,
  steps: ConnectSteps,
  source: TransportSource | undefined,
): TimeoutError {
  const needs =
    source?.installer === undefined ? "to start" : `to be installed by ${source.installer} and to start`;
  return new TimeoutError(
    `Failed to initialize server session with "${show(server)}" within ${limitMs} ms.${steps.describe(source)} Raise \`connectTimeoutMs\` if it needs longer ${needs}.${startHints(source)}`,
    limitMs,
    { server },
  );
}
