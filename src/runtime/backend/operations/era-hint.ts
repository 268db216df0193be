import { McpError } from "../../errors/mcp-error.js";
import { ToolError } from "../../errors/tool-error.js";
import type { Requester } from "../requester.js";

/** A request from server to client, as frameworks name it in their errors. */
const ASKS_CLIENT =
  /elicit|sampl|createmessage|create_message|\broots\b|back-?channel|server-(initiated|to-client)/i;
/** States that the request cannot be made over this connection. */
const CANNOT =
  /2026-07-28|back-?channel|server-(initiated|to-client)|unavailable|unsupported|not (available|supported)/i;

const HINT =
  ' If this tool asks the client (elicitation, sampling, roots), its server may do so in the older protocol only: connect with `protocol: "2025-11-25"`.';

/**
 * Adds advice to the error of a tool that tried to send a request on a 2026-07-28 connection. There, servers ask in their
 * answers (SEP-2322) and send no requests; tools that were written for 2025-11-25 fail on servers of both eras.
 */
export async function withEraHint(error: unknown, requester: Requester): Promise<unknown> {
  if (!(error instanceof ToolError || error instanceof McpError)) return error;
  const { message } = error;
  if (!ASKS_CLIENT.test(message) || !CANNOT.test(message)) return error;
  const { info } = await requester.session();
  // The error was made here for this caller; the server's own text stays in `result` or `data`.
  if (info.era === "modern") error.message = `${message.replace(/[^.!?]$/, "$&.")}${HINT}`;
  return error;
}
