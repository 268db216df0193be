// A stdio server of one kind of era that starts late: `era-server.mjs KIND DELAY_MS [LEDGER]`. As real ones do, it is of the era
// of the first request that it reads. What it is asked is written to the ledger, a line for each start and request. A delay
// "700,0" is 700 ms at the first start and none later.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";

const [kind, delays = "0", ledger] = process.argv.slice(2);
const note = (text) => ledger && appendFileSync(ledger, `${text}\n`);
const starts = ledger && existsSync(ledger) ? readFileSync(ledger, "utf8").split("start").length - 1 : 0;
note("start");
const steps = delays.split(",").map(Number);
await sleep(steps[Math.min(starts, steps.length - 1)]);
if (kind === "exclusive" && starts > 0) {
  // another one has not ended yet
  const others = readFileSync(ledger, "utf8")
    .split("\n")
    .filter((line) => line === "start" || line === "end").length;
  if (others % 2 === 0) {
    note("end");
    process.exit(1);
  }
}
process.stdin.on("end", () => note("end"));

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const refuse = (id, code, message, data) => send({ id, error: { code, message, data } });
let era;

createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params } = JSON.parse(line);
  note(method);
  if (id === undefined) return;
  if (method === "server/discover") {
    if (kind === "silent" || kind === "exclusive") return;
    if (kind === "dies") process.exit(1);
    if (kind.startsWith("complains")) {
      process.stderr.write("a page of complaints about server/discover\n");
      return refuse(id, -32602, "Invalid request parameters");
    }
    if (kind === "poisoned") era = "broken";
    if (kind.startsWith("legacy") || kind === "poisoned") return refuse(id, -32601, "Method not found");
    if (era === "legacy") return refuse(id, -32601, "Method not found");
    era = "modern";
    return send({
      id,
      result: {
        resultType: "complete",
        supportedVersions: ["2026-07-28"],
        capabilities: { tools: {} },
        serverInfo: { name: "era", version: "1" },
        _meta: { "io.modelcontextprotocol/serverInfo": { name: "era", version: "1" } },
      },
    });
  }
  if (method === "initialize") {
    if (kind === "complains-dead") process.exit(1);
    if (kind === "modern" || era === "modern")
      return refuse(id, -32602, "connection is serving the 2026-07-28 protocol");
    if (era === "broken") return refuse(id, -32600, "Server is not ready");
    const named = /^legacy-(data|text)$/.exec(kind)?.[1];
    if (named && params.protocolVersion !== "2024-11-05") {
      if (named === "data")
        return refuse(id, -32602, "Unsupported protocol version", { supported: ["2024-11-05"] });
      return refuse(
        id,
        -32602,
        `Unsupported protocol version ${params.protocolVersion} (supported versions: 2024-11-05)`,
      );
    }
    era = "legacy";
    return send({
      id,
      result: {
        protocolVersion: params.protocolVersion,
        capabilities: { tools: {} },
        serverInfo: { name: "era", version: "1" },
      },
    });
  }
  if (method === "tools/list")
    return send({
      id,
      result: { resultType: "complete", tools: [{ name: "t", inputSchema: { type: "object" } }] },
    });
  refuse(id, -32601, "Method not found");
});
