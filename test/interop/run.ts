import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { format, resolveConfig } from "prettier";
import { batch } from "../../src/runtime/batch/batch.js";
import { generate } from "../../src/codegen/index.js";
import { freePort } from "../support/free-port.js";
import { type Kind, kinds } from "./kinds.js";
import { judge, lineOf, pageOf, type Row } from "./rows.js";

const [root = "", ...flags] = process.argv.slice(2);
/** The page in docs/ is that of a whole run. */
const whole = flags.length === 0;
const asked = flags.find((flag) => flag.startsWith("--delays="))?.slice("--delays=".length);
const delays = asked?.split(",").map(Number) ?? (flags.includes("--short") ? [0, 7] : [0, 3, 7, 25]);
/** The default, and what a start of Python costs on a busy machine: a delay is to be the only difference between rows. */
const timeoutMs = 60_000;
const folder = mkdtempSync(join(tmpdir(), "interop-"));

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
/** Most of the time of a row is sleep; a start of Python is not. */
const ended = await batch(runs, (run) => run(), { concurrency: 4 });
const rows = ended.map((result) => {
  if (result.status !== "fulfilled") throw new Error("a run failed", { cause: result });
  return result.value;
});
rmSync(folder, { recursive: true, force: true });

const judged = judge(rows);
for (const row of judged) console.log(lineOf(row));
const failed = judged.filter(({ fault }) => fault !== undefined);
console.log(`${rows.length} rows, ${failed.length} of which differ from the others of their server`);
if (whole) {
  const page = join(root, "docs/interop.md");
  writeFileSync(page, await format(pageOf(judged), { ...(await resolveConfig(page)), parser: "markdown" }));
}
process.exit(failed.length === 0 && rows.length > 0 ? 0 : 1);
