import type { Readable } from "node:stream";
import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { NotConnectedError } from "../../errors/not-connected-error.js";
import { ConnectionClosedError } from "../../errors/connection-closed-error.js";
import type { TransportEnd } from "../transport-source.js";
import type { ProcessLease } from "./process-keeper.js";

/**
 * One connection to a server process. The SDK recognizes a stdio transport by `pid` and `stderr`: it then determines the era in
 * place and does not start a second process for it.
 */
export class StdioTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: ((message: JSONRPCMessage) => void) | undefined;
  /** Whether the process may serve another connection after this one: not if a request was left unread in its pipe. */
  reusable = true;
  readonly #lease: () => Promise<ProcessLease>;
  #leased: ProcessLease | undefined;
  #end: TransportEnd | undefined;
  #closed = false;

  constructor(lease: () => Promise<ProcessLease>) {
    this.#lease = lease;
  }

  /** Process id, while there is a process. */
  get pid(): number | null {
    return this.#leased?.process.pid ?? null;
  }

  get stderr(): Readable | null {
    return this.#leased?.process.stderr ?? null;
  }

  /** Why it ended by itself. */
  get end(): TransportEnd | undefined {
    return this.#end;
  }

  /** @throws ConfigurationError, ConnectError */
  async start(): Promise<void> {
    const leased = await this.#lease();
    if (this.#closed) {
      await leased.release(true);
      throw new NotConnectedError("The connection was closed while it was being opened.");
    }
    this.#leased = leased;
    const { process } = leased;
    process.attach({ onMessage: (message) => this.#receive(message), onEnd: (end) => this.#ended(end) });
    if (process.end !== undefined) this.#ended(process.end);
  }

  /** @throws ConnectionClosedError the process is gone, or ended before it received the message */
  async send(message: JSONRPCMessage): Promise<void> {
    const leased = this.#leased;
    if (leased === undefined || this.#closed) {
      if (this.#end === undefined) throw new NotConnectedError();
      throw new ConnectionClosedError("The server process has ended.", { end: this.#end, sent: false });
    }
    const step = leased.handshake.outgoing(message);
    if (step === "drop") return;
    if (step !== "send") {
      queueMicrotask(() => this.onmessage?.(step.answer));
      return;
    }
    await leased.process.write(leased.ids.outgoing(message));
  }

  /** Returns the process: it is kept for the next connection, or ended. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const leased = this.#leased;
    leased?.process.attach(undefined);
    try {
      await leased?.release(this.reusable);
    } finally {
      this.onclose?.();
    }
  }

  #receive(wire: JSONRPCMessage): void {
    const message = this.#leased?.ids.incoming(wire);
    if (message === undefined) return;
    this.#leased?.handshake.incoming(message);
    this.onmessage?.(message);
  }

  #ended(end: TransportEnd): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#end = end;
    if (end.cause !== undefined) this.onerror?.(end.cause);
    this.onclose?.();
  }
}
