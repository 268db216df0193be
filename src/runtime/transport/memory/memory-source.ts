import type { Transport } from "@modelcontextprotocol/client";
import { ConfigurationError } from "../../errors/configuration-error.js";
import { isTransport } from "../custom-source.js";
import { refuseAuth } from "../refuse-auth.js";
import { loadServerPackage } from "./server-package.js";
import type { OpenContext, TransportEnd, TransportSource } from "../transport-source.js";
import { MemoryTransport } from "./memory-pair.js";
import { isServerObject, type ServerObject } from "./server-object.js";
import { NamedSource } from "../named-source.js";

/** Makes a server, or a transport, for every connection. */
export type ServerFactory = () => ServerObject | Transport | Promise<ServerObject | Transport>;

/**
 * A server in this process: for tests, and for programs that contain both. A server object takes the legacy handshake; a
 * function that makes servers is served in both eras.
 */
export class MemorySource extends NamedSource implements TransportSource {
  readonly kind = "memory";
  readonly label = "in memory";
  readonly supportsAuth = false;
  readonly reopens = false;
  readonly #server: ServerObject | ServerFactory;
  readonly #ends = new WeakMap<Transport, TransportEnd>();

  constructor(server: ServerObject | ServerFactory) {
    super();
    this.#server = server;
  }

  async open(context: OpenContext): Promise<Transport> {
    refuseAuth(context, this.label);
    if (typeof this.#server !== "function") return this.#connect(this.#server);
    const made = await this.#server();
    if (isTransport(made)) return made;
    if (isServerObject(made)) return this.#serve(made, this.#server);
    throw new ConfigurationError(
      "The function that was given returns neither an MCP server nor a transport.",
      { server: context.server },
    );
  }

  diagnose(transport: Transport): TransportEnd | undefined {
    return this.#ends.get(transport);
  }

  #connect(server: ServerObject): Transport {
    const [ours, theirs] = MemoryTransport.pair();
    // Not awaited: some servers answer only after the client's first message.
    server.connect(theirs).catch((cause: unknown) => {
      const error = cause instanceof Error ? cause : new Error(String(cause));
      this.#ends.set(ours, { reason: refusal(error.message), cause: error });
      ours.onerror?.(error);
      void ours.close();
    });
    return ours;
  }

  /** Serves a v2 server in both eras; `first` is the one that the factory has already made. */
  async #serve(first: ServerObject, factory: ServerFactory): Promise<Transport> {
    const loaded = await loadServerPackage();
    if (loaded === undefined || !loaded.brands.some((brand) => first instanceof (brand as never)))
      return this.#connect(first);
    const [ours, theirs] = MemoryTransport.pair();
    let unused: ServerObject | undefined = first;
    const next = (): unknown => {
      const server = unused ?? factory();
      unused = undefined;
      return server;
    };
    loaded.serveStdio(next, { transport: theirs });
    return ours;
  }
}

/** Recognizes the errors of SDK v1 and v2 for a server object that is already connected. */
function refusal(message: string): string {
  if (/already connected|instance per connection/i.test(message))
    return "is one object, which serves one client at a time: give every client a function that makes a server, `() => createServer()`";
  return `refused the connection: ${message.replace(/\.$/, "")}`;
}
