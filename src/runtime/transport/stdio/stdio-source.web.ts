import type { Transport } from "@modelcontextprotocol/client";
import { show } from "../../../shared/text/show.js";
import { UnsupportedError } from "../../errors/unsupported-error.js";
import type { TransportSource } from "../transport-source.js";
import type { StdioOptions } from "./stdio-source.js";
import { NamedSource } from "../named-source.js";

/** Placeholder on platforms without processes: the constructor throws. */
export class StdioSource extends NamedSource implements TransportSource {
  readonly kind = "stdio";
  readonly label: string = "stdio";
  readonly supportsAuth = false;

  /** @throws UnsupportedError always */
  constructor({ command }: StdioOptions) {
    super();
    throw new UnsupportedError(
      `The server of the command ${JSON.stringify(show(command))} cannot be started: there are no processes here. This is the build of fmcp-runtime for browsers, workers and edge runtimes; use a server with a URL.`,
    );
  }

  open(): Promise<Transport> {
    return Promise.reject(new UnsupportedError("There are no processes here."));
  }
}
