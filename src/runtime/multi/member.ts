import type { Client } from "../client/client.js";
import type { Lease } from "../backend/lease.js";
import type { ListKind } from "../backend/lists/kinds.js";
import type { Era } from "../connection/era.js";

/** How one of several servers is doing. */
export interface ServerStatus {
  readonly name: string;
  /** `idle`: no connection, and none wanted or needed yet; `failed`: the last attempt to connect, or the connection, failed. */
  readonly state: "idle" | "connecting" | "ready" | "failed";
  /** Why it failed; gone as soon as it works again. */
  readonly error?: unknown;
  /** Era of the protocol, as long as there is a session. Each server has its own. */
  readonly era?: Era;
}

/** After a failed attempt, lists leave the server alone for so long, in milliseconds: it must not cost each of them its connect timeout. */
const REST_MS = 30_000;

/** One server of several: its client, how it is doing, and which names it is known to offer. */
export class Member {
  readonly name: string;
  readonly client: Client;
  /** Names or URIs on the server, by kind, as it last listed them. */
  readonly known = new Map<ListKind, ReadonlySet<string>>();
  readonly #now: () => number;
  #failure: { readonly error: unknown } | undefined;
  #restUntil = 0;
  #lease: Promise<Lease> | undefined;

  /** `client` connects by itself when it is used. */
  constructor(name: string, client: Client, now: () => number) {
    this.name = name;
    this.client = client;
    this.#now = now;
    client.onState((state) => {
      if (state !== "connected") return;
      this.#failure = undefined;
      this.#restUntil = 0;
    });
  }

  get status(): ServerStatus {
    const status = { ...statusOf(this.client), name: this.name };
    return status.state === "idle" && this.#failure !== undefined
      ? { ...status, state: "failed", ...this.#failure }
      : status;
  }

  /** It failed a moment ago, so that only who asks for it by name tries it again. */
  get resting(): boolean {
    return this.client.state !== "connected" && this.#now() < this.#restUntil;
  }

  get failure(): unknown {
    return this.#failure?.error;
  }

  /** Makes it usable. Connects to nothing yet. */
  async open(): Promise<void> {
    await (this.#lease ??= this.client.connect());
  }

  /** Connects, if it is not connected. @throws why that failed */
  async ready(signal: AbortSignal | undefined): Promise<void> {
    if (this.client.isConnected()) return;
    try {
      await this.client.initialize(signal === undefined ? {} : { signal });
    } catch (error) {
      if (!signal?.aborted) this.#restUntil = this.#now() + REST_MS;
      this.#note(error, signal);
      throw error;
    }
  }

  /** Takes note of failures of the connection in what `run` does. */
  async watch<R>(run: () => Promise<R>, signal: AbortSignal | undefined): Promise<R> {
    try {
      return await run();
    } catch (error) {
      if (!this.client.isConnected()) this.#note(error, signal);
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
    await this.client.close();
  }

  #note(error: unknown, signal: AbortSignal | undefined): void {
    if (!signal?.aborted) this.#failure = { error };
  }
}

/** How the connection of a client of one server is doing; whether it failed, it does not say. */
export function statusOf({ name, state, era }: Pick<Client, "name" | "state" | "era">): ServerStatus {
  if (state === "connected") return { name, state: "ready", ...(era !== undefined && { era }) };
  return { name, state: state === "connecting" ? "connecting" : "idle" };
}
