import { describe, expect, it } from "vitest";
import { events, json } from "../support/http-server.js";
import { connect, eras, outcome, result, wireServer } from "./server.js";

const MIB = 2 ** 20;

describe.each(eras)("much at once, %s:", (era) => {
  it("a thousand calls are answered, each with its own answer", async () => {
    const server = await wireServer(era, ({ message }, response, id) => {
      const content = [{ type: "text", text: JSON.stringify(message?.params?.["arguments"]) }];
      setTimeout(() => json(response, 200, { jsonrpc: "2.0", id, result: { ...result, content } }), 20);
    });
    const client = await connect(server.url);
    const numbers = Array.from({ length: 1_000 }, (_, i) => i);
    const answers = await Promise.all(numbers.map((i) => client.callTool("t", { i })));
    expect(answers.map(({ content }) => content.text)).toEqual(numbers.map((i) => `{"i":${i}}`));
  });

  it.each(["JSON", "an event"])("an answer of 20 MiB in %s is read at the default limit", async (how) => {
    const content = [{ type: "text", text: "x".repeat(20 * MIB) }];
    const server = await wireServer(era, (_, response, id) => {
      const answer = { jsonrpc: "2.0", id, result: { ...result, content } };
      if (how === "JSON") return json(response, 200, answer);
      events(response, answer);
      response.end();
    });
    expect(await outcome(await connect(server.url))).toHaveLength(20 * MIB);
  });

  it("an answer over the limit fails its call, and names the option", async () => {
    let large = true;
    const server = await wireServer(era, (_, response, id) => {
      const text = large ? "x".repeat(2 * MIB) : "fine";
      large = false;
      json(response, 200, { jsonrpc: "2.0", id, result: { ...result, content: [{ type: "text", text }] } });
    });
    const client = await connect({ url: server.url, maxMessageBytes: MIB });
    expect(await outcome(client)).toMatchObject({
      code: "MESSAGE_TOO_LARGE",
      message: expect.stringContaining("Raise `maxMessageBytes`") as string,
    });
    expect(await outcome(client)).toBe("fine");
  });
});

/** An older server on stdio; `write(text)` prints an answer to a call, `more` is run at its start. */
const program = (write: string, more = ""): string => `
${more}
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method } = JSON.parse(line);
  if (id === undefined) return;
  const serverInfo = { name: "flood", version: "1" };
  const results = {
    initialize: { protocolVersion: "2025-06-18", capabilities: { tools: {} }, serverInfo },
    "tools/call": { content: [{ type: "text", text: "fine" }] },
  };
  const error = { code: -32601, message: "Method not found" };
  const said = method in results ? { result: results[method] } : { error };
  const text = JSON.stringify({ jsonrpc: "2.0", id, ...said });
  if (method === "tools/call") ${write};
  else console.log(text);
});`;

it("does not delay calls during a flood on standard error", async () => {
  const flood = 'setInterval(() => process.stderr.write("x".repeat(65536) + "\\n"), 2);';
  const args = ["-e", program("console.log(text)", flood)];
  const client = await connect({ command: process.execPath, args, stderr: "ignore" });
  for (let call = 0; call < 20; call++) expect(await outcome(client)).toBe("fine");
});

it.each([
  ["without the end of a line", "process.stdout.write(text)"],
  ["with a carriage return for it", 'process.stdout.write(text + "\\r")'],
  [
    "behind a header with its length",
    "process.stdout.write(`Content-Length: ${text.length}\\r\\n\\r\\n${text}`)",
  ],
  [
    "in two pieces",
    "process.stdout.write(text.slice(0, 30)), setTimeout(() => process.stdout.write(text.slice(30)), 600)",
  ],
])("an answer %s is heard from a server that goes on", async (_, write) => {
  const client = await connect({ command: process.execPath, args: ["-e", program(write)], stderr: "ignore" });
  for (let call = 0; call < 2; call++) expect(await outcome(client)).toBe("fine");
});
