import type { Transport } from "@modelcontextprotocol/client";

/** A server of any SDK, as a structural type: v1 and v2 `McpServer`, low-level `Server`, npm `fastmcp`. */
export interface ServerObject {
  connect(transport: Transport): Promise<unknown>;
}

/** Serves HTTP requests without a socket: `createMcpHandler` of the v2 SDK. */
export interface HandlerObject {
  fetch(request: Request): Response | Promise<Response>;
}

export function isServerObject(value: unknown): value is ServerObject {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof (value as { connect?: unknown }).connect === "function"
  );
}

export function isHandlerObject(value: unknown): value is HandlerObject {
  return (
    typeof value === "object" && value !== null && typeof (value as { fetch?: unknown }).fetch === "function"
  );
}
