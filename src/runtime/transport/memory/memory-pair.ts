import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";

/** One end of a connection within this process. Messages are copied, as on a wire, and arrive in order, asynchronously. */
export class MemoryTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  #other: MemoryTransport | undefined;
  #waiting: string[] = [];
  #started = false;
  #closed = false;

  /** Creates two connected ends. */
  static pair(): readonly [MemoryTransport, MemoryTransport] {
    const [a, b] = [new MemoryTransport(), new MemoryTransport()];
    a.#other = b;
    b.#other = a;
    return [a, b];
  }

  start(): Promise<void> {
    this.#started = true;
    if (this.#waiting.length > 0) queueMicrotask(() => this.#drain());
    return Promise.resolve();
  }

  send(message: JSONRPCMessage): Promise<void> {
    const other = this.#other;
    if (this.#closed || other === undefined || other.#closed)
      return Promise.reject(new Error("Not connected"));
    other.#waiting.push(JSON.stringify(message));
    if (other.#started) queueMicrotask(() => other.#drain());
    return Promise.resolve();
  }

  close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      this.onclose?.();
      void this.#other?.close();
    }
    return Promise.resolve();
  }

  #drain(): void {
    for (
      let text = this.#waiting.shift();
      text !== undefined && !this.#closed;
      text = this.#waiting.shift()
    ) {
      this.onmessage?.(JSON.parse(text) as JSONRPCMessage);
    }
  }
}
