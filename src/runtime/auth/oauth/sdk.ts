/** The MCP SDK, on first use: importing the runtime must not load it. */
export function loadSdk(): Promise<typeof import("@modelcontextprotocol/client")> {
  return import("@modelcontextprotocol/client");
}
