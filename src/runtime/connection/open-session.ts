import { abortable } from "../async/abortable.js";
import { HttpError } from "../errors/http-error.js";
import { McpError } from "../errors/mcp-error.js";
import { OutputHold } from "../transport/output-hold.js";
import type { TransportSource } from "../transport/transport-source.js";
import { attempt, type Opened } from "./attempt.js";
import type { ConnectTimer } from "./connect-timer.js";
import { settleEra } from "./era-contest.js";
import { eraMemory, type KnownEra } from "./era-memory.js";
import { saysOldServer } from "./era-signs.js";
import { AttemptFailure, connectError } from "./failed-attempt.js";
import { namedRevision } from "./named-revision.js";
import { type Negotiation, planNegotiation } from "./negotiate.js";
import { FOREVER_MS } from "../../shared/time/forever.js";
import type { Session } from "./session.js";
import type { Credentials, SessionSettings } from "./session-settings.js";
import { whenAdmitted } from "./when-admitted.js";

/** Share of the time to connect after which a silent server is tried in the other way, too: that may take as long to start. */
const SILENCE_SHARE = 1 / 8;

/** The same if a second start is unlikely to help, or is harmful. */
const LONG_SILENCE_SHARE = 1 / 2;

/**
 * An installer at work waits for the lock of its own first start; for a server that is up and silent, waiting longer is
 * useless.
 */
const LONG_SILENCE_MS = 30_000;

/** How long the probe waits for a server that is busy: after that, the handshake may be let in. */
const PROBE_WAIT_MS = 3_000;

/** What the attempts of one connection share. */
interface Opening {
  readonly source: TransportSource;
  readonly settings: SessionSettings;
  readonly signal: AbortSignal;
  readonly timer: ConnectTimer;
  readonly holds: OutputHold[];
  readonly leftovers: Promise<void>[];
  /** What is wrong with the answer to `server/discover`, as a clause. */
  probeFault?: string | undefined;
}

/**
 * Opens one session: transport, negotiation of the era, handlers. What is known of the server decides what is tried first; if
 * that is wrong, starts again as if nothing were known.
 *
 * @throws {FmcpError} why it failed, or the reason of `signal`
 */
export async function openSession(
  source: TransportSource,
  settings: SessionSettings,
  signal: AbortSignal,
  timer: ConnectTimer,
): Promise<Session> {
  const opening: Opening = { source, settings, signal, timer, holds: [], leftovers: [] };
  const known = knownOf(source, settings);
  timer.standStillFor(() => settings.credentials.pending?.());
  try {
    await prepare(settings.credentials, signal, timer);
    const { session } = await negotiate(opening, known).catch((error: unknown) => {
      if (
        known?.era !== "legacy" ||
        settings.protocol !== "auto" ||
        signal.aborted ||
        !refused(error, opening)
      )
        throw error;
      eraMemory.forget(source.identity);
      return negotiate(opening, undefined).then((opened) => {
        if (opened.session.info.era === "modern")
          eraMemory.remember(source.identity, { era: "modern", only: true });
        return opened;
      });
    });
    for (const hold of opening.holds) {
      if (session.info.era === "legacy") hold.settle();
      else hold.release();
    }
    opening.leftovers.forEach(settings.onLeftover);
    return session;
  } catch (error) {
    for (const hold of opening.holds) hold.release();
    await Promise.all(opening.leftovers);
    throw connectError(error, source, settings.server, signal, opening.probeFault);
  }
}

/** Returns what is known of a server, or assumed because that era is preferred. */
function knownOf(source: TransportSource, { knownEra, preferEra }: SessionSettings): KnownEra | undefined {
  const known = eraMemory.recall(source.identity) ?? knownEra;
  return preferEra === "legacy" && known?.only !== true && known?.era !== "legacy"
    ? { era: "legacy" }
    : known;
}

/** Whether a handshake failed as it does with a server of 2026-07-28. */
function refused(error: unknown, { source, settings, signal }: Opening): boolean {
  const mapped = connectError(error, source, settings.server, signal);
  if (mapped instanceof HttpError)
    return mapped.status >= 400 && mapped.status < 500 && ![401, 429].includes(mapped.status);
  return mapped instanceof McpError || saysOldServer(causeOf(error), source.kind);
}

async function negotiate(opening: Opening, known: KnownEra | undefined): Promise<Opened> {
  const { source, settings, signal } = opening;
  const { first, other } = planNegotiation(settings.protocol, source.kind, known);
  const offered = (other ?? first).kind === "handshake" ? (other ?? first) : first;
  let revision = "revision" in offered ? offered.revision : undefined;
  const opened = await contest(opening, first, other, known).catch((error: unknown) => {
    if (signal.aborted) throw error;
    const named = namedRevision(connectError(error, source, settings.server, signal), revision);
    if (named === undefined || offered.kind !== "handshake") throw error;
    revision = named;
    return connectBy(opening, { kind: "handshake", revision })(signal);
  });
  const { era } = opened.session.info;
  // Silence over HTTP may have been a slow server, so only an answer is proof there.
  const proven = era === "modern" || source.kind !== "http" || opened.heardProbe;
  if (settings.protocol === "auto" && proven && (first.kind === "probe" || era === "modern"))
    eraMemory.remember(source.identity, { era, revision: era === "legacy" ? revision : undefined });
  return opened;
}

function contest(
  opening: Opening,
  first: Negotiation,
  other: Negotiation | undefined,
  known: KnownEra | undefined,
): Promise<Opened> {
  const { source, settings, signal, timer } = opening;
  if (other === undefined) return connectBy(opening, first)(signal);
  const long = source.installer !== undefined || known?.era === "modern";
  const share = (long ? LONG_SILENCE_SHARE : SILENCE_SHARE) * timer.leftMs;
  const longestMs = long ? LONG_SILENCE_MS : settings.probeTimeoutMs;
  return settleEra(
    {
      preferred: connectBy(opening, first),
      other: connectBy(opening, other),
      yields: (error) =>
        first.kind === "probe" &&
        namedRevision(connectError(error, source, settings.server, signal), undefined) === undefined &&
        saysOldServer(causeOf(error), source.kind),
      patienceMs: source.reopens === false ? undefined : Math.min(longestMs, share),
      pending: () => settings.credentials.pending?.(),
      leftMs: () => timer.leftMs,
      clock: settings.clock,
      discard: async ({ session, transport }) => {
        transport.reusable = false;
        await session.close(settings.disconnectTimeoutMs);
      },
      onLeftover: (work) => opening.leftovers.push(work),
    },
    signal,
  );
}

/** Connects in one way, and again when a busy server says so. Only if there can be no new start does the handshake follow an unanswered probe over the same pipe. */
function connectBy(opening: Opening, negotiation: Negotiation): (signal: AbortSignal) => Promise<Opened> {
  const { source, settings, timer } = opening;
  const waitOf = (error: unknown): number | undefined => {
    const mapped = connectError(error, source, settings.server, opening.signal);
    return mapped instanceof HttpError && mapped.status === 429 ? mapped.retryAfterMs : undefined;
  };
  const probes = negotiation.kind === "probe";
  const leftMs = (): number => (probes ? Math.min(PROBE_WAIT_MS, timer.leftMs) : timer.leftMs);
  const connect = (signal: AbortSignal): Promise<Opened> => {
    const output = probes ? new OutputHold() : undefined;
    if (output !== undefined) opening.holds.push(output);
    const probeTimeoutMs = source.reopens === false ? settings.probeTimeoutMs : FOREVER_MS;
    return attempt({ source, settings, negotiation, probeTimeoutMs, output }, signal).catch(
      (error: unknown) => {
        if (error instanceof AttemptFailure) opening.probeFault ??= error.probeFault;
        throw error;
      },
    );
  };
  return (signal) => whenAdmitted(() => connect(signal), { waitOf, leftMs, clock: settings.clock }, signal);
}

/** Lets a person log in if necessary, before anything is sent and before the limits start. */
async function prepare(credentials: Credentials, signal: AbortSignal, timer: ConnectTimer): Promise<void> {
  if (credentials.prepare === undefined) return;
  timer.pause();
  try {
    await abortable(credentials.prepare(signal), signal);
  } finally {
    timer.resume();
  }
}

function causeOf(error: unknown): unknown {
  return error instanceof AttemptFailure ? error.cause : error;
}
