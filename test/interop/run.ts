import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { batch } from "../../src/runtime/batch/batch.js";
import { generate } from "../../src/codegen/index.js";
import { freePort } from "../support/free-port.js";
import { type Kind, kinds } from "./kinds.js";

interface Row {
  readonly kind: string;
  readonly transport: "stdio" | "http";
  readonly delay: number;
  readonly era: string;
  readonly tools: number;
  readonly hash: string;
  readonly seconds: number;
}

const [root = "", ...flags] = process.argv.slice(2);
const asked = flags.find((flag) => flag.startsWith("--delays="))?.slice("--delays=".length);
const delays = asked?.split(",").map(Number) ?? (flags.includes("--short") ? [0, 7] : [0, 3, 7, 25]);
/** The default, and what a start of Python costs on a busy machine: a delay is to be the only difference between rows. */
const timeoutMs = 60_000;
const folder = mkdtempSync(join(tmpdir(), "interop-"));
/** Most of the time of a row is sleep; a start of Python is not. */

/** Asks one server once, as the command line would, and says what came out. */
async function measure(
  kind: string,
  transport: Row["transport"],
  delay: number,
  entry: object,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Row> {
  const out = join(folder, `${kind}-${transport}-${delay}`);
  const started = performance.now();
  const { servers } = await generate({
    config: { mcpServers: { peer: entry } },
    out,
    format: false,
    env,
    timeoutMs,
  });
  const [server] = servers;
  return {
    ...{ kind, transport, delay },
    era: server?.error?.message ?? server?.era ?? "none",
    tools: server?.tools ?? 0,
    hash: hashOf(out),
    seconds: (performance.now() - started) / 1000,
  };
}

function hashOf(out: string): string {
  if (!existsSync(out)) return "none";
  const hash = createHash("sha256");
  const files = readdirSync(out, { recursive: true, encoding: "utf8" }).sort();
  for (const file of files.filter((name) => statSync(join(out, name)).isFile()))
    hash.update(`${file}\n`).update(readFileSync(join(out, file)));
  return hash.digest("hex").slice(0, 12);
}

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(" ");

/** The delay is a variable, so that the config, and with it the output, is the same for all. */
function overStdio({ name, stdio }: Kind, delay: number): Promise<Row> {
  const entry = {
    command: "sh",
    args: ["-c", `sleep "$DELAY"; exec ${quoted(stdio)}`],
    env: { DELAY: "${DELAY}" },
  };
  return measure(name, "stdio", delay, entry, { ...process.env, DELAY: String(delay) });
}

/** Over HTTP a slow start is a late answer: of a gateway that holds requests until the server behind it is up. */
async function overHttp({ name, http = [] }: Kind, delay: number): Promise<Row> {
  const port = await freePort();
  const [command = "", ...args] = http.map((word) => (word === "PORT" ? String(port) : word));
  const child = spawn(command, args, { stdio: "ignore" });
  const gateway = createServer((incoming, response) => {
    void up.then(() => {
      const { method, url, headers } = incoming;
      const onward = request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on("error", () => response.destroy());
      response.on("close", () => onward.destroy());
      incoming.pipe(onward);
    });
  });
  await listening(port, child);
  const up = sleep(delay * 1000);
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  try {
    const entry = { url: "http://127.0.0.1:${PORT}/mcp", type: "http" };
    const PORT = String((gateway.address() as AddressInfo).port);
    return await measure(name, "http", delay, entry, { ...process.env, PORT });
  } finally {
    gateway.closeAllConnections();
    gateway.close();
    child.kill("SIGKILL");
  }
}

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (const end = performance.now() + 60_000; child.exitCode === null && performance.now() < end;) {
    if (await fetch(`http://127.0.0.1:${port}/`).then(Boolean, () => false)) return;
    await sleep(100);
  }
  throw new Error(`the server on port ${port} does not listen`);
}

const runs = kinds(root).flatMap((kind) =>
  [...delays]
    .reverse()
    .flatMap((delay) => [
      () => overStdio(kind, delay),
      ...(kind.http === undefined ? [] : [() => overHttp(kind, delay)]),
    ]),
);
const ended = await batch(runs, (run) => run(), { concurrency: 4 });
const rows = ended.map((result) => {
  if (result.status !== "fulfilled") throw new Error("a run failed", { cause: result });
  return result.value;
});
rmSync(folder, { recursive: true, force: true });

let unequal = 0;
for (const group of grouped(rows)) {
  const same = new Set(group.map(({ era, tools, hash }) => `${era} ${tools} ${hash}`)).size === 1;
  const found = group.every(({ era }) => era === "legacy" || era === "modern");
  if (!same || !found) unequal++;
  for (const row of group.sort((a, b) => a.delay - b.delay)) console.log(line(row, same && found));
}
console.log(`${rows.length} rows, ${unequal} servers whose rows are not equal`);
process.exit(unequal === 0 && rows.length > 0 ? 0 : 1);

function keyOf({ kind, transport }: Row): string {
  return `${kind} ${transport}`;
}

function grouped(all: readonly Row[]): readonly Row[][] {
  return [...new Set(all.map(keyOf))].map((key) => all.filter((row) => keyOf(row) === key));
}

function line({ kind, transport, delay, era, tools, hash, seconds }: Row, ok: boolean): string {
  const cells = [
    kind.padEnd(13),
    transport.padEnd(5),
    `${delay} s`.padStart(4),
    era.padEnd(7),
    `${tools} tools`,
  ];
  return `${ok ? "ok    " : "FAILED"} ${cells.join("  ")}  ${hash}  ${seconds.toFixed(1).padStart(5)} s`;
}
