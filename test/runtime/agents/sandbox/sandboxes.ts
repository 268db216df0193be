import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { join } from "node:path";
import ts from "typescript";
import type { SandboxCalls } from "../../../../src/runtime/agents.js";

/** Runs a program, the body of an async function, and gives what it returned. */
export type Sandbox = (calls: SandboxCalls, program: string) => Promise<unknown>;

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** The sandbox that a block of docs/agents.md makes with this package: its own `run`, with other calls put under it. */
async function documented(name: string): Promise<Sandbox> {
  const page = await readFile(join(root, "docs/agents.md"), "utf8");
  const block = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].find(([, text = ""]) =>
    text.includes(`from "${name}"`),
  );
  const source = (block?.[1] ?? "").replace(
    /import \{[^}]*\} from "(?:fmcp-runtime\/agents|\.\/mcp\/index\.js)";\n/g,
    "",
  );
  const given = "let mcp; let calls; const callsOf = () => calls; const declarationsOf = () => '';\n";
  const use = "export const sandbox = (given, program) => { calls = given; return run(program); };\n";
  const { outputText } = ts.transpileModule(`${given}${source}${use}`, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const file = join(root, ".cache/agents", `sandbox-${name}.mjs`);
  await mkdir(join(root, ".cache/agents"), { recursive: true });
  await writeFile(file, outputText);
  return ((await import(pathToFileURL(file).href)) as { readonly sandbox: Sandbox }).sandbox;
}

export const quickjs = await documented("quickjs-emscripten");
export const workerd = await documented("miniflare");
