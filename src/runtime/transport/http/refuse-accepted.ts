import type { FetchLike } from "@modelcontextprotocol/client";
import { isJsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { ProtocolError } from "../../errors/protocol-error.js";

/**
 * A fetch that takes HTTP 202 in answer to a request for the end of it: Streamable HTTP answers so to notifications and
 * responses only, and nothing would ever come. The probe of the era is left alone: silence tells an old server.
 */
export function refuseAccepted(fetch: FetchLike, label: string, server: string | undefined): FetchLike {
  return async (url, init) => {
    const response = await fetch(url, init);
    if (response.status !== 202) return response;
    const method = requestIn(init?.body);
    if (method === undefined || method === "server/discover") return response;
    await response.body?.cancel();
    throw new ProtocolError(
      `${show(label)} answered the request ${show(method)} with HTTP 202, "Accepted", so that no result can follow.`,
      undefined,
      { server, subject: method },
    );
  };
}

/** The method of the JSON-RPC request in a body; undefined: it is none. */
function requestIn(body: unknown): string | undefined {
  if (typeof body !== "string") return undefined;
  const message: unknown = JSON.parse(body);
  if (!isJsonObject(message) || message["id"] === undefined) return undefined;
  return typeof message["method"] === "string" ? message["method"] : undefined;
}
