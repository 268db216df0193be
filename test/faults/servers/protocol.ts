import { openSync, writeSync } from "node:fs";

/** The JSON-RPC of a small server with two tools; the ledger is written before the answer exists. */
export interface Request {
  readonly id?: number | string;
  readonly method: string;
  readonly params?: {
    readonly name?: string;
    readonly arguments?: { readonly id?: string };
    readonly uri?: string;
  };
}

/** Appends ids to a file, each by a write of its own, so that a kill loses none that was answered. */
export function ledgerAt(path: string | undefined): (id: string) => void {
  if (path === undefined) return () => undefined;
  const file = openSync(path, "a");
  return (id) => void writeSync(file, `${id}\n`);
}

const tools = [
  { name: "record", description: "Runs once.", inputSchema: { type: "object" } },
  {
    name: "lookup",
    description: "May run twice.",
    inputSchema: { type: "object" },
    annotations: { readOnlyHint: true, idempotentHint: true },
  },
];

/** The answer to a request; a tool call is in the ledger when this returns. `undefined`: a notification. */
export function answer(request: Request, record: (id: string) => void, version = "1"): object | undefined {
  const { id, method, params } = request;
  if (id === undefined) return undefined;
  const result = (value: object): object => ({ jsonrpc: "2.0", id, result: value });
  switch (method) {
    case "initialize":
      return result({
        protocolVersion: "2025-11-25",
        capabilities: { tools: {}, resources: {} },
        serverInfo: { name: "chaos", version },
      });
    case "ping":
      return result({});
    case "tools/list":
      return result({
        tools: version === "1" ? tools : [...tools, { ...tools[0], name: `only-in-${version}` }],
      });
    case "resources/read":
      return result({ contents: [{ uri: params?.uri, text: "content" }] });
    case "tools/call": {
      const key = params?.arguments?.id;
      if (key !== undefined) record(key);
      return result({ content: [{ type: "text", text: key ?? "" }] });
    }
    default:
      return { jsonrpc: "2.0", id, error: { code: -32601, message: `Method not found: ${method}` } };
  }
}
