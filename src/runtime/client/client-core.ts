import type { Implementation } from "@modelcontextprotocol/client";
import type { JsonObject } from "../../shared/json/json.js";
import type { Backend } from "../backend/backend.js";
import type { Endpoints } from "../backend/endpoints.js";
import type { Lease } from "../backend/lease.js";
import type { ConnectionState } from "../connection/connection.js";
import type { Era } from "../connection/era.js";
import type { SessionInfo } from "../connection/session.js";
import type { RuntimeEvent, RuntimeEventOf, RuntimeEventType } from "../events/event.js";
import type { ClientTarget } from "../transport/target.js";
import { Undisclosed } from "./undisclosed.js";

/**
 * The life of a client: its connection, its state, its events, and what the server says about itself. What can be asked of a
 * server stands in `Client`.
 */
export class ClientCore extends Undisclosed {
  // not a member that a printer, or what copies objects, walks into: it holds what the client was made with
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
   * Connects, or joins the connection that there is. The session ends when every lease is closed, or with `close()`.
   *
   * @throws {ConnectError} {@link HttpError} {@link McpError} when the server cannot be reached or refuses
   * @throws the reason of `signal`, which undoes a connection that nobody else waits for
   */
  connect(options: { readonly signal?: AbortSignal } = {}): Promise<Lease> {
    return this.backend.lease(options.signal);
  }

  /** Makes the client usable without connecting: the first request does. Until `close()`. @internal */
  hold(): void {
    this.backend.hold();
  }

  /** Reports something on behalf of generated code. @internal */
  readonly report = (event: RuntimeEvent): void => this.backend.reporter.emit(event);

  /** Ends the session, whoever holds a lease, and any process under it. Calling it again does nothing more. Never rejects. */
  close(): Promise<void> {
    return this.backend.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** What the server says about itself; connects to it if `autoInitialize` is off. The same object until the next session. */
  initialize(options: { readonly signal?: AbortSignal } = {}): Promise<SessionInfo> {
    return this.backend.initialize(options.signal);
  }

  get state(): ConnectionState {
    return this.backend.state;
  }

  /** Whether a session is live now; of several servers, that of one. */
  isConnected(): boolean {
    return this.info !== undefined;
  }

  /** Calls `listener` with every state of the connection. Returns what removes it again. */
  onState(listener: (state: ConnectionState) => void): () => void {
    return this.backend.reporter.onState(listener);
  }

  /** Calls `listener` for events of one type. Returns what removes it again. */
  on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    return this.backend.reporter.events.on(type, listener);
  }

  /** Calls `listener` for every event. Returns what removes it again. */
  onAny(listener: (event: RuntimeEvent) => void): () => void {
    return this.backend.reporter.events.onAny(listener);
  }

  /**
   * What the server says about itself, as long as there is a session. Of several servers: the oldest era and revision, every
   * capability, and the instructions of each.
   */
  get info(): SessionInfo | undefined {
    return this.backend.info;
  }

  /** Era of the protocol, as long as there is a session. */
  get era(): Era | undefined {
    return this.info?.era;
  }

  get protocolVersion(): string | undefined {
    return this.info?.protocolVersion;
  }

  get serverInfo(): Implementation | undefined {
    return this.info?.serverInfo;
  }

  /** What the server declared. */
  get capabilities(): JsonObject | undefined {
    return this.info?.capabilities;
  }

  get instructions(): string | undefined {
    return this.info?.instructions;
  }

  /** Id of the session over Streamable HTTP, where the server gave one. */
  get sessionId(): string | undefined {
    return this.backend.sessionId;
  }

  /** The endpoints of this server: their health, each by itself, and how to take one out while the client is in use. */
  get endpoints(): Pick<Endpoints, "stats" | "handlers" | "remove"> {
    return this.backend.only("`endpoints`").endpoints;
  }

  /** Takes another endpoint of the same server in; it may get traffic at once. */
  async addEndpoint(target: ClientTarget): Promise<void> {
    await this.backend.only("`addEndpoint`").addEndpoint(target);
  }
}
