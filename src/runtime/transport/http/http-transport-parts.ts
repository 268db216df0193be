import type { StreamableHTTPClientTransport, Transport } from "@modelcontextprotocol/client";
import type { Clock } from "../../async/clock.js";
import type { ResponseDesk } from "./response-desk.js";
import type { Standby } from "./standby.js";

/** Parts of a transport over Streamable HTTP. */
export interface HttpTransportParts {
  readonly url: URL;
  readonly label: string;
  readonly server: string | undefined;
  /** Largest message, in bytes. */
  readonly limit: number;
  /** Creates the SDK's transport over a fetch. */
  readonly connect: (desk: ResponseDesk) => StreamableHTTPClientTransport;
  readonly standby: Standby;
  /** Whether the SDK's transport adds credentials to requests. */
  readonly addsCredentials: boolean;
  readonly clock: Pick<Clock, "sleep">;
  /** Absent: no fall-back. */
  readonly openSse: (() => Promise<Transport>) | undefined;
  readonly onFallback: (status: number) => void;
}
