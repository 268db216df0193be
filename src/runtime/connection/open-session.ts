import type * as Sdk from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { OpenContext, TransportSource } from "../transport/source.js";
import { abortable } from "../async/abortable.js";
import { capabilitiesOf } from "./capabilities.js";
import type { ConnectTimer } from "./connect-timer.js";
import { eraCache } from "./era-cache.js";
import { AttemptFailure, connectError } from "./failed-attempt.js";
import { attachHandlers } from "./handlers.js";
import { dispatch, guarded, repaired, report } from "./inbound.js";
import { diedOfProbe, firstNegotiation, type Negotiation, versionNegotiation } from "./negotiate.js";
import { ProgressRouter } from "./progress-router.js";
import { FOREVER_MS, loadSdk, noValidation } from "./sdk.js";
import { Session, type SessionInfo } from "./session.js";
import type { Credentials, SessionSettings } from "./session-settings.js";
import { ShimTransport } from "./shim-transport.js";

/**
 * Opens one session: transport, negotiation of the era, handlers. A server that dies of the question whether it speaks
 * 2026-07-28 gets a second, fresh connection with the old handshake; never two at once.
 *
 * @throws {FmcpError} why it failed, or the reason of `signal`
 */
export async function openSession(
  source: TransportSource,
  settings: SessionSettings,
  signal: AbortSignal,
  timer: ConnectTimer,
): Promise<Session> {
  const first = firstNegotiation(settings.protocol, source.kind, eraCache.isLegacy(source.identity));
  const opened = await attempt(source, settings, first, signal, timer).catch((error: unknown) => {
    if (first.kind !== "probe" || signal.aborted || !diedOfProbe((error as AttemptFailure).cause))
      throw connectError(error, source, settings.server, signal);
    return attempt(source, settings, { kind: "handshake" }, signal, timer).catch((second: unknown) => {
      throw connectError(second, source, settings.server, signal);
    });
  });
  // Over HTTP a silent probe may have been a slow server, so only an answer counts.
  const silence = source.kind === "http" && !opened.heardProbe;
  if (opened.session.info.era === "legacy" && first.kind === "probe" && !silence)
    eraCache.rememberLegacy(source.identity);
  return opened.session;
}

async function attempt(
  source: TransportSource,
  settings: SessionSettings,
  negotiation: Negotiation,
  signal: AbortSignal,
  timer: ConnectTimer,
): Promise<{ session: Session; heardProbe: boolean }> {
  const sdk = await loadSdk();
  const { handlers, server } = settings;
  signal.throwIfAborted();
  const inner = await abortable(
    source.open(openContext(settings, signal)),
    signal,
    (late) => void late.close().catch(noop),
  );
  const progress = new ProgressRouter();
  const shim = new ShimTransport(inner, {
    onInbound: (message) => dispatch(message, progress, settings),
    onRaw: guarded(handlers.onMessage, settings),
    onRepair: (what) => repaired(what, settings),
  });
  const client = new sdk.Client(settings.clientInfo, {
    capabilities: capabilitiesOf(handlers, settings.capabilities),
    versionNegotiation: versionNegotiation(negotiation, settings.probeTimeoutMs),
    inputRequired: { maxRounds: settings.maxInputRounds },
    ...(noValidation !== undefined && { jsonSchemaValidator: noValidation }),
  });
  attachHandlers(client, handlers, server);
  client.onerror = (error) => report(error, settings);
  try {
    await prepare(settings.credentials, signal, timer);
    await abortable(client.connect(shim, { timeout: FOREVER_MS, signal }), signal);
  } catch (error) {
    const end = source.diagnose?.(inner);
    await shim.close().catch(noop);
    throw new AttemptFailure(error, source.diagnose?.(inner) ?? end);
  }
  const info = infoOf(client);
  const answers = [handlers.sampling, handlers.elicitation, handlers.roots].some((it) => it !== undefined);
  shim.modern = info.era === "modern";
  const session = new Session({
    server,
    client,
    transport: shim,
    info,
    progress,
    answers,
    end: () => source.diagnose?.(inner),
  });
  return { session, heardProbe: shim.heardProbe };
}

async function prepare(credentials: Credentials, signal: AbortSignal, timer: ConnectTimer): Promise<void> {
  if (credentials.prepare === undefined) return;
  timer.pause();
  try {
    await abortable(credentials.prepare(signal), signal);
  } finally {
    timer.resume();
  }
}

function openContext(settings: SessionSettings, signal: AbortSignal): OpenContext {
  const { server, emit } = settings;
  const { authorize, authProvider } = settings.credentials;
  return {
    ...(authorize !== undefined && { authorize }),
    ...(authProvider !== undefined && { authProvider }),
    server,
    signal,
    listens: settings.listens(),
    onEvent: (event) => {
      if (event.type === "exit") return;
      const message =
        event.type === "noise"
          ? `wrote something that is no JSON-RPC: ${event.text}`
          : `answered HTTP ${event.status}; falling back to ${event.to}`;
      emit({
        type: "diagnostic",
        severity: "info",
        server,
        endpoint: event.label,
        code: `TRANSPORT_${event.type.toUpperCase()}`,
        message,
      });
    },
  };
}

function infoOf(client: Sdk.Client): SessionInfo {
  return {
    era: client.getProtocolEra() ?? "legacy",
    protocolVersion: client.getNegotiatedProtocolVersion() ?? "",
    serverInfo: client.getServerVersion(),
    capabilities: (client.getServerCapabilities() ?? {}) as JsonObject,
    instructions: client.getInstructions(),
  };
}

function noop(): void {}
