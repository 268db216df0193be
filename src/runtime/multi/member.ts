import type { Backend } from "../backend/backend.js";
import type { Lease } from "../backend/lease.js";
import type { ListKind } from "../backend/lists/list-kinds.js";
import { type ServerStatus, statusOf } from "../backend/server-status.js";

/**
 * Time in milliseconds for which lists skip a server after a failed attempt: otherwise each would wait for its connect timeout.
 */
const REST_MS = 30_000;

/** One of several servers: its backend, its state, and the names that it is known to offer. */
export class Member {
  readonly name: string;
  readonly backend: Backend;
  /** Names or URIs on the server by kind, from its latest lists. */
  readonly known = new Map<ListKind, ReadonlySet<string>>();
  readonly #now: () => number;
  #failure: { readonly error: unknown } | undefined;
  #restUntil = 0;
  #lease: Promise<Lease> | undefined;

  /** @param backend connects by itself when it is used */
  constructor(name: string, backend: Backend, now: () => number) {
    this.name = name;
    this.backend = backend;
    this.#now = now;
    backend.reporter.onState((state) => {
      if (state !== "connected") return;
      this.#failure = undefined;
      this.#restUntil = 0;
    });
  }

  get status(): ServerStatus {
    const status = statusOf(this.name, this.backend.state, this.backend.info?.era);
    return status.state === "idle" && this.#failure !== undefined
      ? { ...status, state: "failed", ...this.#failure }
      : status;
  }

  /** Whether it failed recently, so that only requests that name it try again. */
  get resting(): boolean {
    return this.backend.state !== "connected" && this.#now() < this.#restUntil;
  }

  get isConnected(): boolean {
    return this.backend.info !== undefined;
  }

  get failure(): unknown {
    return this.#failure?.error;
  }

  /** Makes it usable. Does not connect yet. */
  async open(): Promise<void> {
    await (this.#lease ??= this.backend.lease(undefined));
  }

  /** Connects, unless it is connected. @throws why that failed */
  async ready(signal: AbortSignal | undefined): Promise<void> {
    if (this.isConnected) return;
    try {
      await this.backend.initialize(signal);
    } catch (error) {
      if (!signal?.aborted) this.#restUntil = this.#now() + REST_MS;
      this.#note(error, signal);
      throw error;
    }
  }

  /** Runs `run`, and records failures of the connection. */
  async watch<R>(run: () => Promise<R>, signal: AbortSignal | undefined): Promise<R> {
    try {
      return await run();
    } catch (error) {
      if (!this.isConnected) this.#note(error, signal);
      throw error;
    }
  }

  /** Ends the session; a process that is kept alive outlives it. Never rejects. */
  async release(): Promise<void> {
    const lease = this.#lease;
    this.#lease = undefined;
    await (await lease)?.close();
  }

  /** Ends the session and any process under it. Never rejects. */
  async close(): Promise<void> {
    this.#lease = undefined;
    await this.backend.close();
  }

  #note(error: unknown, signal: AbortSignal | undefined): void {
    if (!signal?.aborted) this.#failure = { error };
  }
}
