import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { callOfLine } from "../../../src/runtime/recording/recorded-call.js";
import { filesIn, newFolder } from "./server.js";

/** Runs a program that imports the runtime from its sources, and calls a server as often as it is told. */
async function run(first: number, calls: number, env: Record<string, string>): Promise<void> {
  const loader = fileURLToPath(new URL("../support/run-typescript.mjs", import.meta.url));
  const script = fileURLToPath(new URL("../support/scripted-server.mjs", import.meta.url));
  const target = JSON.stringify({ command: process.execPath, args: [script, "plain"] });
  const code = `
    const { Client } = await import(RUNTIME);
    const client = await Client.connect(${target}, { name: "scripted" });
    for (let n = ${first}; n < ${first + calls}; n++) await client.callTool("echo", { n, text: "x".repeat(5000) });
    await client.close();`;
  const options = { timeout: 120_000, env: { ...process.env, ...env } };
  await promisify(execFile)(process.execPath, [loader, code], options);
}

it("FMCP_RECORD records the clients of an unchanged program; two programs may write at once", async () => {
  const to = await newFolder();
  await Promise.all([run(0, 50, { FMCP_RECORD: to }), run(50, 50, { FMCP_RECORD: to })]);
  const files = await filesIn(to);
  // an empty line follows one that another program was writing when it was looked at
  const lines = files["scripted/tools/echo.jsonl"]?.split(/\n+/).filter((line) => line !== "") ?? [];
  const numbers = lines.map(
    (line) => (callOfLine(line)?.params["arguments"] as { n: number } | undefined)?.n,
  );
  expect(numbers.sort((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 100 }, (_, n) => n));
}, 180_000);

it("writes nothing without FMCP_RECORD", async () => {
  const to = await newFolder();
  await run(0, 1, { FMCP_RECORD: "" });
  expect(await filesIn(to)).toEqual({});
}, 180_000);
