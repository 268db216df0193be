import type * as Sdk from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { OutputHold } from "../transport/output-hold.js";
import type { OpenContext, TransportSource } from "../transport/transport-source.js";
import { abortable } from "../async/abortable.js";
import { capabilitiesOf } from "./capabilities.js";
import { AttemptFailure } from "./failed-attempt.js";
import { attachHandlers } from "./connection-handlers.js";
import { dispatch, guarded, repaired, report } from "./inbound.js";
import { type Negotiation, negotiationOptions } from "./negotiate.js";
import { ProgressRouter } from "./progress-router.js";
import { FOREVER_MS } from "../../shared/time/forever.js";
import { loadSdk, noValidation } from "./sdk.js";
import { Session, type SessionInfo } from "./session.js";
import type { SessionSettings } from "./session-settings.js";
import { ShimTransport } from "./shim-transport.js";

/** What one attempt to connect needs. */
export interface AttemptParts {
  readonly source: TransportSource;
  readonly settings: SessionSettings;
  readonly negotiation: Negotiation;
  /** When to send `initialize` over the same transport after an unanswered probe, in milliseconds. */
  readonly probeTimeoutMs: number;
  /** Holds back what the server prints, if it may be a complaint about the probe. */
  readonly output?: OutputHold | undefined;
}

/** A session, and whether its server answered the 2026-07-28 probe in any way. */
export interface Opened {
  readonly session: Session;
  readonly transport: ShimTransport;
  readonly heardProbe: boolean;
}

/**
 * Makes one attempt to connect: transport, negotiation, handlers. If it fails, closes its transport and ends its process.
 *
 * @throws {AttemptFailure}
 */
export async function attempt(parts: AttemptParts, signal: AbortSignal): Promise<Opened> {
  const { source, settings, negotiation, output } = parts;
  const sdk = await loadSdk();
  const { handlers, server } = settings;
  signal.throwIfAborted();
  const inner = await abortable(
    source.open({ ...openContext(settings, signal), ...(output !== undefined && { output }) }),
    signal,
    (late) => void late.close().catch(noop),
  );
  const progress = new ProgressRouter();
  const shim = new ShimTransport(
    inner,
    {
      onInbound: (message) => dispatch(message, progress, settings),
      onRaw: guarded(handlers.onMessage, settings),
      onRepair: (what) => repaired(what, settings),
      modernOnly: settings.extensions.modernOnly,
      steps: settings.steps,
    },
    settings.clock,
  );
  const client = new sdk.Client(settings.clientInfo, {
    capabilities: capabilitiesOf(handlers, settings.extensions.declared, settings.capabilities),
    ...negotiationOptions(negotiation, parts.probeTimeoutMs),
    inputRequired: { maxRounds: settings.maxInputRounds },
    ...(noValidation !== undefined && { jsonSchemaValidator: noValidation }),
  });
  attachHandlers(client, handlers, server, shim.served);
  client.onerror = (error) => report(error, settings);
  // A process with an unread request cannot serve another connection.
  shim.reusable = false;
  try {
    const prior = negotiation.kind === "handshake" ? {} : priorOf(settings);
    await abortable(client.connect(shim, { timeout: FOREVER_MS, signal, ...prior }), signal);
  } catch (error) {
    const end = source.diagnose?.(inner);
    await shim.close().catch(noop);
    throw new AttemptFailure(error, source.diagnose?.(inner) ?? end, shim.probeFault);
  }
  shim.reusable = true;
  const info = infoOf(client);
  const asked = [handlers.sampling, handlers.elicitation, handlers.roots].some((it) => it !== undefined);
  const answers = asked || settings.credentials.interactive === true;
  shim.modern = info.era === "modern";
  const session = new Session({
    server,
    client,
    transport: shim,
    info,
    progress,
    answers,
    end: () => source.diagnose?.(inner),
    words: () => source.words?.(),
    clean: settings.clean,
  });
  return { session, transport: shim, heardProbe: shim.heardProbe };
}

function priorOf({ priorDiscover }: SessionSettings): Pick<Sdk.ConnectOptions, "prior"> {
  if (priorDiscover === undefined) return {};
  return { prior: { kind: "modern", discover: priorDiscover as Sdk.DiscoverResult } };
}

function openContext(settings: SessionSettings, signal: AbortSignal): OpenContext {
  const { server, emit } = settings;
  const { authorize, authProvider } = settings.credentials;
  return {
    ...(authorize !== undefined && { authorize }),
    ...(authProvider !== undefined && { authProvider }),
    ...(settings.headers !== undefined && { headers: settings.headers }),
    server,
    signal,
    cookieScope: settings.cookieScope,
    ...(settings.onSecrets !== undefined && { onSecrets: settings.onSecrets }),
    listens: settings.listens(),
    onEvent: (event) => {
      if (event.type === "exit") return;
      const message =
        event.type === "noise"
          ? `wrote something that is not JSON-RPC: ${event.text}`
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
