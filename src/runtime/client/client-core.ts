import type { Implementation } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Backend } from "../backend/backend.js";
import type { Endpoints } from "../backend/endpoints.js";
import type { Lease } from "../backend/lease.js";
import type { ConnectionState } from "../connection/connection.js";
import type { Era } from "../connection/era.js";
import type { SessionInfo } from "../connection/session.js";
import type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "../events/event.js";
import type { ClientTarget } from "../transport/client-target.js";
import { Undisclosed } from "./undisclosed.js";

/**
 * The lifecycle of a client: its connection, its state, its events, and what the server says about itself. Requests are in
 * `Client`.
 */
export class ClientCore extends Undisclosed {
  // private, so that printing or copying the client does not reach it: it contains what the client was made with
  readonly #backend: Backend;

  constructor(backend: Backend) {
    super();
    this.#backend = backend;
  }

  /** @internal */
  get backend(): Backend {
    return this.#backend;
  }

  /** Name of the server in errors and events. */
  get name(): string {
    return this.backend.name;
  }

  /**
   * Connects, or joins the existing connection. The session ends when every lease is closed, or with `close()`.
   *
   * @throws {ConnectError} {@link HttpError} {@link McpError} when the server cannot be reached or refuses
   * @throws the reason of `signal`; the connection is then undone, unless another caller waits for it
   */
  connect(options: { readonly signal?: AbortSignal } = {}): Promise<Lease> {
    return this.backend.lease(options.signal);
  }

  /** Makes the client usable without connecting, until `close()`: the first request connects. @internal */
  hold(): void {
    this.backend.hold();
  }

  /** Reports an event on behalf of generated code. @internal */
  readonly report = (event: RuntimeEvent): void => this.backend.reporter.emit(event);

  /** Ends the session and any process of it, even if leases are open. Further calls do nothing. Never rejects. */
  close(): Promise<void> {
    return this.backend.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /**
   * Returns what the server says about itself; connects first if `autoInitialize` is off. The same object until the next
   * session.
   */
  initialize(options: { readonly signal?: AbortSignal } = {}): Promise<SessionInfo> {
    return this.backend.initialize(options.signal);
  }

  get state(): ConnectionState {
    return this.backend.state;
  }

  /** Whether a session is live now; of several servers, whether one of them has one. */
  isConnected(): boolean {
    return this.info !== undefined;
  }

  /** Calls `listener` with every state of the connection. Returns a function that removes it. */
  onState(listener: (state: ConnectionState) => void): () => void {
    return this.backend.reporter.onState(listener);
  }

  /** Calls `listener` for events of one type. Returns a function that removes it. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.backend.reporter.events.on(type, listener);
  }

  /** Calls `listener` for every event. Returns a function that removes it. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    return this.backend.reporter.events.onAny(listener);
  }

  /**
   * What the server says about itself, while there is a session. With several servers: the oldest era and revision, all
   * capabilities, and the instructions of each.
   */
  get info(): SessionInfo | undefined {
    return this.backend.info;
  }

  /** Era of the protocol, while there is a session. */
  get era(): Era | undefined {
    return this.info?.era;
  }

  get protocolVersion(): string | undefined {
    return this.info?.protocolVersion;
  }

  get serverInfo(): Implementation | undefined {
    return this.info?.serverInfo;
  }

  /** Capabilities that the server declared. */
  get capabilities(): JsonObject | undefined {
    return this.info?.capabilities;
  }

  get instructions(): string | undefined {
    return this.info?.instructions;
  }

  /** Id of the session over Streamable HTTP, if the server assigned one. */
  get sessionId(): string | undefined {
    return this.backend.sessionId;
  }

  /** The server's endpoints: the health of each, and a way to remove one while the client is in use. */
  get endpoints(): Pick<Endpoints, "stats" | "handlers" | "remove"> {
    return this.backend.only("`endpoints`").endpoints;
  }

  /** Adds another endpoint of the same server; it may get traffic at once. */
  async addEndpoint(target: ClientTarget): Promise<void> {
    await this.backend.only("`addEndpoint`").addEndpoint(target);
  }
}
