import { abortable } from "../async/abortable.js";
import type { Overhearing } from "../handlers/overheard.js";
import type { AnswerTime } from "../async/answer-time.js";
import { callSafely } from "../async/call-safely.js";
import { never } from "../async/never.js";
import { shared } from "../async/on-abort.js";
import type { ClientHandlers, ProgressHandler } from "../connection/connection-handlers.js";
import type { Session } from "../connection/session.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import type { Emit } from "../events/event.js";
import type { Identity } from "../identity/identity.js";
import type { RequestTraits } from "../layers/layer.js";
import type { JsonObject } from "../../shared/json/json.js";
import type { CallersByIdentity } from "./callers-by-identity.js";
import type { Endpoints } from "./endpoints.js";
import type { Reporter } from "./reporter.js";
import type { Requester } from "./requester.js";
import { checkSendable } from "./sendable.js";

/** What the requesters of one server share. */
export interface RequesterSettings {
  readonly server: string;
  readonly reporter: Reporter;
  readonly connection: Endpoints;
  readonly handlers: ClientHandlers;
  readonly answerTime: AnswerTime;
  readonly overhear: Overhearing["listen"];
  readonly callers: () => CallersByIdentity;
  /** Whether the program holds the server open. */
  readonly held: () => boolean;
  readonly trusts: () => boolean;
  /** Deadline of a request without one of its own, in milliseconds. */
  readonly timeoutMs: () => number;
}

/** Sends requests to one server: for its only identity, or for the current one. */
export class ServerRequester implements Requester {
  readonly server: string;
  readonly emit: Emit;
  readonly clean: Requester["clean"];
  readonly trusts: () => boolean;
  readonly #settings: RequesterSettings;
  protected readonly identity: Identity | undefined;

  constructor(settings: RequesterSettings, identity?: Identity) {
    this.#settings = settings;
    this.identity = identity;
    this.server = settings.server;
    this.emit = settings.reporter.emit;
    this.clean = settings.reporter.clean;
    this.trusts = settings.trusts;
  }

  async session(signal?: AbortSignal): Promise<Session> {
    const { connection, callers, reporter } = this.#settings;
    this.#requireHeld();
    if (signal !== undefined) shared(signal);
    try {
      const preparing = connection.prepare();
      if (preparing !== undefined) await abortable(preparing, signal);
      if (this.identity === undefined && !callers().single)
        return await callers().run(({ requester }) => requester.session(signal));
      return await connection.session(signal, this.identity);
    } catch (error) {
      throw reporter.clean(error);
    }
  }

  async send(
    method: string,
    params: JsonObject,
    asked: RequestTraits,
    signal: AbortSignal = never(),
  ): Promise<unknown> {
    const { server, identity } = this;
    const { connection, callers, answerTime, overhear, reporter, timeoutMs } = this.#settings;
    shared(signal);
    this.#requireHeld(asked.subject);
    checkSendable(method, params, server, asked.subject);
    try {
      if (connection.target === undefined) await connection.prepare();
      if (identity === undefined && !callers().single)
        return await callers().run(({ requester }) => requester.send(method, params, asked, signal));
      // Connecting has its own limit. A deadline of the caller includes it, but is paused while a person logs in.
      if (asked.timeoutMs === undefined && connection.generation(identity) === 0)
        await connection.connect(signal, identity);
      const onProgress = this.#progressOf(asked);
      const traits = {
        timeoutMs: timeoutMs(),
        ...asked,
        ...(onProgress !== undefined && { onProgress }),
        ...(identity !== undefined && { identity }),
      };
      return await connection.handle(
        { method, params, traits },
        { server, signal, attempt: 1, answerTime, overhear },
      );
    } catch (error) {
      throw reporter.clean(error);
    }
  }

  #progressOf({ onProgress }: RequestTraits): ProgressHandler | undefined {
    const { handlers, reporter } = this.#settings;
    return onProgress === undefined
      ? handlers.onProgress
      : (progress) => callSafely(() => onProgress(progress), reporter.handlerFailed);
  }

  #requireHeld(subject?: string): void {
    if (this.#settings.held()) return;
    throw new NotConnectedError(undefined, {
      server: this.server,
      ...(subject !== undefined && { subject }),
    });
  }
}

/** Sends requests of one identity, and keeps its sessions open meanwhile. */
export class IdentityRequester extends ServerRequester {
  readonly #hold: <R>(request: () => Promise<R>) => Promise<R>;

  constructor(settings: RequesterSettings, identity: Identity) {
    super(settings, identity);
    this.#hold = (request) => settings.callers().hold(identity, request);
  }

  override session(signal?: AbortSignal): Promise<Session> {
    return this.#hold(() => super.session(signal));
  }

  override send(
    method: string,
    params: JsonObject,
    asked: RequestTraits,
    signal?: AbortSignal,
  ): Promise<unknown> {
    return this.#hold(() => super.send(method, params, asked, signal));
  }
}
