import type { Transport } from "@modelcontextprotocol/client";
import { ConfigurationError } from "../errors/configuration-error.js";
import { refuseAuth } from "./refuse-auth.js";
import type { OpenContext, TransportSource } from "./transport-source.js";
import { NamedSource } from "./named-source.js";

/** Whether a value is an SDK `Transport`, judged by shape: there may be several copies of the SDK. */
export function isTransport(value: unknown): value is Transport {
  if (typeof value !== "object" || value === null) return false;
  const { start, send, close } = value as Record<string, unknown>;
  return [start, send, close].every((it) => typeof it === "function");
}

/** A transport that the caller created. It serves one connection and cannot be reopened. */
export class CustomSource extends NamedSource implements TransportSource {
  readonly kind = "custom";
  readonly label = "custom transport";
  readonly supportsAuth = false;
  readonly reopens = false;
  #transport: Transport | undefined;

  constructor(transport: Transport) {
    super();
    this.#transport = transport;
  }

  async open(context: OpenContext): Promise<Transport> {
    refuseAuth(context, this.label);
    const transport = this.#transport;
    this.#transport = undefined;
    if (transport !== undefined) return transport;
    throw new ConfigurationError(
      "The transport that was given has been used, and cannot be opened again. Give a function that makes a fresh one.",
      { server: context.server },
    );
  }
}
