import type * as Sdk from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { ConnectError } from "../errors/connect-error.js";
import { mapSdkError } from "../errors/map-sdk-error.js";
import type { Emit } from "../events/event.js";
import type { OpenContext, TransportSource } from "../transport/source.js";
import { abortable } from "./abortable.js";
import type { ConnectTimer } from "./connect-timer.js";
import { capabilitiesOf } from "./capabilities.js";
import { eraCache } from "./era-cache.js";
import { attachHandlers, type ClientHandlers } from "./handlers.js";
import {
  diedOfProbe,
  firstNegotiation,
  type Negotiation,
  type ProtocolOption,
  versionNegotiation,
} from "./negotiate.js";
import { ProgressRouter } from "./progress-router.js";
import { FOREVER_MS, loadSdk, noValidation } from "./sdk.js";
import { Session, type SessionInfo } from "./session.js";
import { type Inbound, ShimTransport, STREAM_ENDED } from "./shim-transport.js";

/** How requests over HTTP carry credentials. */
export interface Credentials extends Pick<OpenContext, "authorize" | "authProvider"> {
  /** Has a person log in where that is needed, before the limits of the connection run. */
  readonly prepare?: (signal: AbortSignal) => Promise<void>;
}

/** What every session of a connection is opened with. */
export interface SessionSettings {
  /** Name of the server for errors and events: its key in the config, or the label of its source. */
  readonly server: string;
  readonly clientInfo: Sdk.Implementation;
  readonly protocol: ProtocolOption;
  readonly probeTimeoutMs: number;
  readonly maxInputRounds: number;
  /** How long a failed attempt may take to clean up. */
  readonly disconnectTimeoutMs: number;
  /** Capabilities beside those that follow from the handlers. */
  readonly capabilities?: Sdk.ClientCapabilities | undefined;
  readonly credentials: Credentials;
  readonly handlers: ClientHandlers;
  /** Every notification of the server that is not progress or a log message, in order. */
  readonly onNotification: (message: Inbound, session: Session | undefined) => void;
  readonly emit: Emit;
}

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
      throw connectError(error, source, settings, signal);
    return attempt(source, settings, { kind: "handshake" }, signal, timer).catch((second: unknown) => {
      throw connectError(second, source, settings, signal);
    });
  });
  // Over HTTP a silent probe may have been a slow server, so only an answer counts.
  const silence = source.kind === "http" && !opened.heardProbe;
  if (opened.session.info.era === "legacy" && first.kind === "probe" && !silence)
    eraCache.rememberLegacy(source.identity);
  return opened.session;
}

/** What an attempt that failed leaves behind for its error. */
class AttemptFailure extends Error {
  readonly end: ReturnType<NonNullable<TransportSource["diagnose"]>>;
  constructor(cause: unknown, end: AttemptFailure["end"]) {
    super("connection attempt failed", { cause });
    this.end = end;
  }
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
  let session: Session | undefined;
  const shim = new ShimTransport(inner, {
    onInbound: (message) => dispatch(message, progress, settings, session),
    onRaw: guarded(handlers.onMessage, settings),
    onClose: noop,
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
  session = new Session({
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

/** True: dealt with here, the SDK need not see it. */
function dispatch(
  message: Inbound,
  progress: ProgressRouter,
  settings: SessionSettings,
  session: Session | undefined,
): boolean {
  if (message.id !== undefined) return false;
  const params = message.params ?? {};
  try {
    if (message.method === "notifications/progress") {
      progress.deliver(params);
      return true;
    }
    if (message.method === "notifications/message") {
      const { level, logger, data } = params as { level: Sdk.LoggingLevel; logger?: string; data: unknown };
      settings.handlers.onLog?.({
        level,
        data,
        server: settings.server,
        ...(typeof logger === "string" && { logger }),
      });
      return true;
    }
    settings.onNotification(message, session);
  } catch (error) {
    report(error, settings, "HANDLER_FAILED");
  }
  return false;
}

/** A handler whose failure is reported and hurts nobody. */
function guarded<T>(
  handler: ((value: T) => void) | undefined,
  settings: SessionSettings,
): ((value: T) => void) | undefined {
  if (handler === undefined) return undefined;
  return (value) => {
    try {
      handler(value);
    } catch (error) {
      report(error, settings, "HANDLER_FAILED");
    }
  };
}

function report(error: unknown, { emit, server }: SessionSettings, code = "TRANSPORT_ERROR"): void {
  const message = error instanceof Error ? error.message : String(error);
  emit({ type: "diagnostic", severity: "warning", server, code, message: show(message, 500), cause: error });
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

/** What a failed connection is to its caller. Errors of the server and of HTTP pass as what they are. */
function connectError(
  error: unknown,
  source: TransportSource,
  settings: SessionSettings,
  signal: AbortSignal,
): unknown {
  if (signal.aborted) return signal.reason;
  const { cause, end } = error instanceof AttemptFailure ? error : { cause: error, end: undefined };
  const { server } = settings;
  const mapped = mapSdkError(cause, { server, method: "initialize", end, streamEnded: STREAM_ENDED });
  if (
    mapped.code === "MCP_ERROR" ||
    mapped.code === "HTTP_ERROR" ||
    (cause instanceof FmcpError && mapped.code !== "CONNECTION_CLOSED")
  )
    return mapped;
  const where = source.label === server ? "" : ` (${show(source.label)})`;
  const why = end === undefined ? ` ${mapped.message}` : "";
  return new ConnectError(`Client failed to connect to "${show(server)}"${where}.${why}`, {
    server,
    cause,
    end,
  });
}

function noop(): void {}
