/**
 * A server whose only tool, `where`, says in which folder it runs, with which arguments, and in which environment.
 * Text of a CommonJS or ES module.
 */
export const RECORDING_SERVER = `
const answer = (id, result) => console.log(JSON.stringify({ jsonrpc: "2.0", id, result }));
import("node:readline").then(({ createInterface }) =>
  createInterface({ input: process.stdin }).on("line", (line) => {
    const { id, method } = JSON.parse(line);
    const said = JSON.stringify({ cwd: process.cwd(), args: process.argv.slice(2), env: process.env });
    if (method === "initialize")
      answer(id, { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo: { name: "s", version: "1" } });
    else if (method === "tools/call") answer(id, { content: [{ type: "text", text: said }] });
    else if (id !== undefined && method === "tools/list")
      answer(id, { tools: [{ name: "where", inputSchema: { type: "object" } }] });
    else if (id !== undefined)
      console.log(JSON.stringify({ jsonrpc: "2.0", id, error: { code: -32601, message: "no" } }));
  }),
);
`;

/** What the recording server says of itself. */
export interface Recording {
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}
