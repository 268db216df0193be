import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import type {
  OpenContext,
  TransportEvent,
  TransportSource,
} from "../../../src/runtime/transport/transport-source.js";

interface Answer {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A transport without a protocol engine above it: what goes over the wire, and nothing else. */
export class Wire {
  readonly transport: Transport;
  readonly events: TransportEvent[];
  readonly errors: Error[] = [];
  /** Everything received that answers no request. */
  readonly received: JSONRPCMessage[] = [];
  readonly closed: Promise<void>;
  #next = 0;
  readonly #pending = new Map<unknown, (answer: Answer) => void>();

  private constructor(transport: Transport, events: TransportEvent[]) {
    this.transport = transport;
    this.events = events;
    this.closed = new Promise((resolve) => (transport.onclose = resolve));
    transport.onerror = (error) => this.errors.push(error);
    transport.onmessage = (message) => {
      const answered = "id" in message && !("method" in message) ? this.#pending.get(message.id) : undefined;
      if (answered === undefined) this.received.push(message);
      else answered(message as Answer);
    };
  }

  static async open(source: TransportSource, context: OpenContext = {}): Promise<Wire> {
    const events: TransportEvent[] = [];
    const wire = new Wire(await source.open({ onEvent: (event) => events.push(event), ...context }), events);
    await wire.transport.start();
    return wire;
  }

  /** Sends a request; its id counts from 0 as the SDK's do. */
  async request(method: string, params: Record<string, unknown> = {}): Promise<Answer> {
    const id = this.#next++;
    const answer = new Promise<Answer>((resolve) => this.#pending.set(id, resolve));
    await this.transport.send({ jsonrpc: "2.0", id, method, params });
    return answer;
  }

  async notify(method: string, params: Record<string, unknown> = {}): Promise<void> {
    await this.transport.send({ jsonrpc: "2.0", method, params });
  }

  /** The legacy handshake. */
  async initialize(clientName = "test"): Promise<Answer> {
    const clientInfo = { name: clientName, version: "1" };
    const answer = await this.request("initialize", {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo,
    });
    await this.notify("notifications/initialized");
    return answer;
  }

  /** Text of the first block of a tool's result. */
  async call(args: Record<string, unknown> = {}, meta?: Record<string, unknown>): Promise<string> {
    const { result, error } = await this.request("tools/call", {
      name: "t",
      arguments: args,
      ...(meta && { _meta: meta }),
    });
    if (error !== undefined) throw new Error(error.message);
    return (result as { content: { text: string }[] }).content[0]?.text ?? "";
  }

  close(): Promise<void> {
    return this.transport.close();
  }
}
