import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../../../src/codegen/index.js";
import { sha256 } from "../../../src/codegen/lock/index.js";
import type { Findings } from "../kit/findings.js";

const GROUP = "files and environment";

/** A place that somebody prepared before the run; `outside` is what no run may touch. */
type Trap = (out: string, outside: string) => void;

const TRAPS: readonly (readonly [number: number, what: string, trap: Trap, code: string | undefined])[] = [
  [
    62,
    "a file that is a link out of the folder",
    (out, outside) => symlinkSync(join(outside, "victim"), join(out, "index.ts")),
    "UNSAFE_PATH",
  ],
  [
    62,
    "a file that is a dangling link",
    (out, outside) => symlinkSync(join(outside, "new"), join(out, "index.ts")),
    "UNSAFE_PATH",
  ],
  [
    62,
    "a lock that is a link",
    (out, outside) => symlinkSync(join(outside, "victim"), join(out, "mcp.lock.json")),
    "UNSAFE_PATH",
  ],
  [
    63,
    "the folder of a server that is a link",
    (out, outside) => symlinkSync(outside, join(out, "s")),
    "UNSAFE_PATH",
  ],
  [59, "a file of somebody else", (out) => writeFileSync(join(out, "index.ts"), "mine"), "FOREIGN_FILE"],
  [
    53,
    "a manifest that names a file outside",
    (out) => writeFileSync(join(out, "mcp.lock.json"), lockNaming("../outside/victim")),
    "UNSAFE_PATH",
  ],
  [
    58,
    "a manifest that names a hook",
    (out) => writeFileSync(join(out, "mcp.lock.json"), lockNaming(".git/hooks/pre-commit")),
    "UNSAFE_PATH",
  ],
];

/** Links and manifests that lead out of the output folder, and what a child sees of its parent's environment. */
export async function files(root: string, work: string, findings: Findings): Promise<void> {
  const server = join(root, "test/codegen/introspect/fixtures/lists.mjs");
  const script = {
    capabilities: { tools: {} },
    lists: { "tools/list": [[{ name: "good", inputSchema: { type: "object" } }]] },
  };
  const config = {
    mcpServers: { s: { command: process.execPath, args: [server, JSON.stringify(script)] } },
  };
  for (const [number, what, trap, code] of TRAPS) {
    findings.tried(GROUP);
    const folder = mkdtempSync(join(work, "trap-"));
    const [out, outside] = [join(folder, "out"), join(folder, "outside")];
    mkdirSync(out);
    mkdirSync(outside);
    writeFileSync(join(outside, "victim"), "untouched");
    trap(out, outside);
    const thrown: unknown = await generate({ config, out, format: false }).then(
      () => undefined,
      (error: unknown) => (error as { readonly code?: string }).code,
    );
    if (thrown !== code) findings.fault(GROUP, "escapes", `${number} ${what}: ${String(thrown)}`);
    const isUntouched =
      readFileSync(join(outside, "victim"), "utf8") === "untouched" &&
      !existsSync(join(outside, "new")) &&
      !existsSync(join(outside, "client.ts"));
    if (!isUntouched) findings.fault(GROUP, "escapes", `${number} ${what}: written through it`);
  }
  await environment(root, work, findings);
}

/** 100: the child says as a tool's description what it sees of a secret in its parent's environment. */
async function environment(root: string, work: string, findings: Findings): Promise<void> {
  findings.tried(GROUP);
  process.env["AWS_SECRET_ACCESS_KEY"] = "zq7ParentSecret";
  const config = {
    mcpServers: {
      s: { command: process.execPath, args: [join(root, "test/hostile/fixtures/tells-secrets.mjs"), "exit"] },
    },
  };
  let said = "";
  const report = await generate({ config, out: join(work, "environment"), format: false });
  said += JSON.stringify(report);
  delete process.env["AWS_SECRET_ACCESS_KEY"];
  if (!said.includes("exit")) findings.fault(GROUP, "other", `100 the child said nothing: ${said}`);
  if (said.includes("zq7ParentSecret"))
    findings.fault(GROUP, "leaks", "100 the child sees its parent's secrets");
}

function lockNaming(path: string): string {
  return JSON.stringify({
    lockVersion: 1,
    emitter: { name: "fmcp-codegen", version: "0.0.0" },
    options: {},
    // that of what stands outside: nothing but the path is wrong
    files: { [path]: { sha256: sha256("untouched") } },
    servers: {},
  });
}
