import { show } from "../../shared/text/show.js";
import { ConnectError } from "../errors/connect-error.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import { isEndOfAttempt } from "../layers/attempt-end.js";
import type { Clock } from "../async/clock.js";
import { never } from "../async/never.js";
import { SharedWork } from "../async/shared-work.js";
import type { TransportSource } from "../transport/transport-source.js";
import { abortable } from "../async/abortable.js";
import type { ProtocolOption } from "./negotiate.js";
import type { Era } from "./era.js";
import { ConnectSteps } from "./connect-steps.js";
import { connectLimitMs, connectTimeout, type GivenLimits, noticeInstallation } from "./connect-limit.js";
import { ConnectTimer } from "./connect-timer.js";
import { openSession } from "./open-session.js";
import { defaultRestartPolicy, nextStart } from "./restart-policy.js";
import type { Session } from "./session.js";
import type { Credentials, SessionSettings } from "./session-settings.js";
import type { Target } from "./target.js";
import { startHints } from "../transport/start-hints.js";

/**
 * - `idle`: no session, and none requested; the next request opens one
 * - `connecting`: a session is being opened
 * - `connected`: a session is live
 * - `closed`: closed on purpose; `open()` makes it usable again
 */
export type ConnectionState = "idle" | "connecting" | "connected" | "closed";

/** Settings of one connection. */
export interface ConnectionSettings
  extends
    Omit<
      SessionSettings,
      | "credentials"
      | "headers"
      | "cookieScope"
      | "onLeftover"
      | "steps"
      | "protocol"
      | "probeTimeoutMs"
      | "knownEra"
    >,
    GivenLimits {
  /** Overrides the config. */
  readonly protocol?: ProtocolOption | undefined;
  /** Overrides the config. */
  readonly probeTimeoutMs?: number | undefined;
  /** Era that the server is known to support. */
  readonly knownEra?: Era | undefined;
  readonly clock: Clock;
  readonly random: () => number;
  /** Called with every new session before it is used: restores subscriptions and the log level. */
  readonly onSession: (session: Session, generation: number) => Promise<void>;
  readonly onState: (state: ConnectionState) => void;
}

/** Used if neither the client nor the config sets one. */
const PROBE_TIMEOUT_MS = 5_000;

/**
 * The connection to one endpoint, over any number of sessions: at most one is live, and the first request after its end opens a
 * new one. All callers share a session that is being opened; when the last of them leaves, the attempt is undone. If only one
 * attempt of a request leaves, it continues, and the next attempt uses it.
 */
export class Connection {
  readonly #resolve: () => Target | Promise<Target>;
  readonly #settings: ConnectionSettings;
  #target: Target | undefined;
  #state: ConnectionState = "closed";
  #session: Session | undefined;
  #opening: SharedWork<Session> | undefined;
  #steps = new ConnectSteps();
  #generation = 0;
  /** Credentials of the only identity that this connection is for. */
  #own: Credentials | undefined;
  /** When sessions ended that had not answered any request, in the clock's milliseconds. */
  #fruitless: number[] = [];
  readonly #ending = new Set<Promise<void>>();

  /** @param resolve called once, on the first connection: a target may have to be looked up */
  constructor(resolve: () => Target | Promise<Target>, settings: ConnectionSettings) {
    this.#resolve = resolve;
    this.#settings = settings;
  }

  /** The target, once it is known. */
  get target(): Target | undefined {
    return this.#target;
  }

  /** Resolves the target. */
  async resolve(): Promise<Target> {
    return (this.#target ??= await this.#resolve());
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The live session, if there is one. */
  get current(): Session | undefined {
    return this.#session?.alive === true ? this.#session : undefined;
  }

  /** How many sessions there have been. */
  get generation(): number {
    return this.#generation;
  }

  /** Makes a closed connection usable. Does not connect yet. */
  open(): void {
    if (this.#state === "closed") this.#become("idle");
  }

  /**
   * Returns the live session, or a new one.
   * @throws {NotConnectedError} when the connection is closed
   * @throws {ConnectError} when no session can be opened
   */
  async session(signal: AbortSignal = never()): Promise<Session> {
    for (;;) {
      const live = this.current;
      if (live !== undefined) return live;
      signal.throwIfAborted();
      if (this.#state === "closed") throw this.#notConnected();
      const opening = (this.#opening ??= this.#start());
      if (!opening.aborted) return opening.wait(signal).catch((error: unknown) => this.#lost(error, signal));
      // An abandoned attempt is being undone. Its reason does not concern this caller, and its process may still occupy what
      // the next one needs.
      await abortable(
        opening.result.catch(() => undefined),
        signal,
      );
    }
  }

  /** Stops using a session, which closes when its last call has settled. The next request opens another. */
  retire(session: Session): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    if (this.#state === "connected") this.#become("idle");
    session.retire(this.#settings.disconnectTimeoutMs);
  }

  /** Ends the session, or the attempt to open one. Never rejects. `dispose` also ends what would outlive the connection. */
  async close(dispose: boolean): Promise<void> {
    const { disconnectTimeoutMs } = this.#settings;
    if (this.#state !== "closed") this.#become("closed");
    // kept until it is undone: further calls, and the next attempt, wait for it
    const opening = this.#opening;
    opening?.abort(this.#notConnected());
    const session = this.#session;
    this.#session = undefined;
    if (session !== undefined) this.#track(session.close(disconnectTimeoutMs));
    await opening?.result.catch(() => undefined);
    await Promise.allSettled(this.#ending);
    if (dispose) await this.#target?.source.dispose?.().catch(() => undefined);
  }

  #start(): SharedWork<Session> {
    const opening: SharedWork<Session> = new SharedWork(
      (signal) =>
        this.#open(signal, () =>
          opening.abort(
            connectTimeout(this.#settings.server, this.#limitMs, this.#steps, this.#target?.source),
          ),
        ).finally(() => {
          if (this.#opening === opening) this.#opening = undefined;
        }),
      isEndOfAttempt,
    );
    this.#become("connecting");
    return opening;
  }

  async #open(signal: AbortSignal, onTimeout: () => void): Promise<Session> {
    const settings = this.#settings;
    const steps = (this.#steps = new ConnectSteps());
    const timer = new ConnectTimer(this.#limitMs, onTimeout);
    let stopNotice: (() => void) | undefined;
    try {
      const target = (this.#target ??= await abortable(Promise.resolve(this.#resolve()), signal));
      const { source } = target;
      timer.limitTo(this.#limitMs);
      stopNotice = noticeInstallation(source, settings);
      await this.#awaitTurn(source, signal);
      const session = await openSession(source, this.#sessionSettings(target), signal, timer);
      const generation = ++this.#generation;
      try {
        await abortable(settings.onSession(session, generation), signal);
      } catch (error) {
        this.#track(session.close(settings.disconnectTimeoutMs));
        throw error;
      }
      this.#session = session;
      void session.closed.then(() => this.#ended(session));
      this.#become("connected");
      return session;
    } catch (error) {
      if (!signal.aborted) this.#fruitless.push(settings.clock.now());
      if (this.#state === "connecting") this.#become("idle");
      throw error;
    } finally {
      timer.end();
      steps.end();
      stopNotice?.();
    }
  }

  get #limitMs(): number {
    return connectLimitMs(this.#settings, this.#target?.source.installer);
  }

  #sessionSettings({ credentials, protocol, probeTimeoutMs, given }: Target): SessionSettings {
    const settings = this.#settings;
    const { identity } = settings;
    return {
      ...settings,
      headers: identity?.headers ?? (given && (async () => given.forFirst())),
      credentials: this.#credentialsOf(credentials),
      cookieScope: this,
      protocol: settings.protocol ?? protocol ?? "auto",
      probeTimeoutMs: settings.probeTimeoutMs ?? probeTimeoutMs ?? PROBE_TIMEOUT_MS,
      knownEra: settings.knownEra && { era: settings.knownEra },
      steps: this.#steps,
      onLeftover: (work) => this.#track(work),
    };
  }

  #credentialsOf(credentials: Credentials | undefined): Credentials {
    const { identity } = this.#settings;
    if (identity === undefined || credentials?.of === undefined) return credentials ?? {};
    return (this.#own ??= credentials.of(identity));
  }

  /** Waits between starts of a server that keeps ending before it answers anything, and in the end pauses longer. */
  async #awaitTurn(source: TransportSource, signal: AbortSignal): Promise<void> {
    if (source.kind !== "stdio") return;
    const { clock, random, server, emit } = this.#settings;
    const verdict = nextStart(this.#fruitless, clock.now(), defaultRestartPolicy, random);
    if (verdict.kind === "rest") {
      throw new ConnectError(
        `Client failed to connect to "${show(server)}": it ended ${defaultRestartPolicy.limit} times without answering anything. ` +
          `The next attempt is in ${Math.ceil(verdict.remainingMs / 1000)} s.`,
        { server },
      );
    }
    if (verdict.delayMs === 0) return;
    emit({ type: "restart", server, endpoint: source.label, delayMs: verdict.delayMs });
    await clock.sleep(verdict.delayMs, signal);
  }

  #ended(session: Session): void {
    if (session.served) this.#fruitless = [];
    else if (session.end !== undefined) this.#fruitless.push(this.#settings.clock.now());
    if (this.#session !== session) return;
    this.#session = undefined;
    // The transport is gone, but its process or its sockets may have to be cleaned up.
    this.#track(session.close(this.#settings.disconnectTimeoutMs));
    if (this.#state === "connected") this.#become("idle");
  }

  #track(ending: Promise<void>): void {
    const tracked = ending.finally(() => this.#ending.delete(tracked));
    this.#ending.add(tracked);
  }

  #become(state: ConnectionState): void {
    if (this.#state === "closed" && state !== "idle") return;
    this.#state = state;
    this.#settings.onState(state);
  }

  #notConnected(): NotConnectedError {
    return new NotConnectedError(undefined, { server: this.#settings.server });
  }

  /** The error of a caller that did not get its session: if its deadline passed, it says what the caller was waiting for. */
  #lost(error: unknown, signal: AbortSignal): never {
    if (!(error instanceof TimeoutError) || error !== signal.reason || isEndOfAttempt(error)) throw error;
    const { timeoutMs, server, subject } = error;
    const message = `${error.message} The connection was still being opened.${this.#steps.describe(this.#target?.source)}${startHints(this.#target?.source)}`;
    throw new TimeoutError(message, timeoutMs, { server, subject, cause: error });
  }
}
