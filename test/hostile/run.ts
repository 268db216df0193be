import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  generate,
  generateFromModel,
  parseConfig,
  readLock,
  type GenerateReport,
} from "../../src/codegen/index.js";
import { compile, writeProject } from "../corpus/compile.js";
import { GROUPS_BESIDE } from "./groups/index.js";
import { everywhere, refusals } from "./inputs/everywhere.js";
import { protocol } from "./inputs/protocol.js";
import { schemas } from "./inputs/schemas.js";
import { injectionsIn } from "./kit/check-code.js";
import { markupIn } from "./kit/check-markdown.js";
import { effortOf, HANG_MS } from "./kit/effort.js";
import { printed } from "./kit/printed.js";
import { Findings } from "./kit/findings.js";
import { loadClients } from "./kit/load-clients.js";
import type { Script } from "./kit/script.js";
import { startListener, startServers, type Variant } from "./kit/servers.js";
import { changedIn, treeOf } from "./kit/tree.js";

/** Every path that a run may write, in its folder. */
const OURS =
  /^(?:mcp\.lock\.json|index\.ts|[a-z0-9][a-z0-9-]*\/(?:catalogue|client|contract|index|schemas|types)\.ts|cli\/[a-z0-9][a-z0-9-]*(?:\.ts|\/SKILL\.md)|fakes\/[a-z0-9][a-z0-9-]*\.ts|llms\/[a-z0-9][a-z0-9-]*\.md|tree\/(?:README\.md|search\.ts|[a-z0-9][a-z0-9-]*\/(?:README\.md|[a-z0-9][a-z0-9-]*\.ts)))$/;

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, ".cache/hostile/work");
const canary = join(work, "canary");
const started = performance.now();
const lap = (what: string): void =>
  console.error(`${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const findings = new Findings();
/** Half of the default: the code of as many tools as it allows is compiled later. */
const LIMITS = { items: 5_000 };
const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!(name in GROUPS_BESIDE)) throw new Error(`no group ${name}: ${Object.keys(GROUPS_BESIDE).join(", ")}`);
for (const [name, group] of Object.entries(GROUPS_BESIDE)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await group(root, work, findings, wanted.length === 0);
  lap(name);
}
if (wanted.length > 0) process.exit(findings.print((line) => console.log(line)) ? 0 : 1);
const listener = await startListener();
const evil = `(globalThis.PWNED=1,process.getBuiltinModule("node:fs").writeFileSync(${JSON.stringify(canary)},""),fetch("${listener.url}"))`;

const GROUPS = {
  texts: [...everywhere(evil), ...refusals(evil)],
  schemas: schemas(evil, listener.url),
  protocol: protocol(),
} satisfies Record<string, readonly Script[]>;
type Group = keyof typeof GROUPS;
const servers = await startServers(root, join(work, "scripts"), Object.values(GROUPS).flat());

/** One run: the scripts of a group over one transport. The config lies beside the output. */
async function runGroup(group: Group, variant: Variant): Promise<GenerateReport> {
  const label = `${group}, ${variant}`;
  const scripts = GROUPS[group].filter(
    ({ transport }) => transport === undefined || (transport === "stdio") === (variant === "stdio"),
  );
  const folder = join(work, `${group}-${variant}`);
  mkdirSync(folder, { recursive: true });
  const config = {
    mcpServers: Object.fromEntries(scripts.map((each) => [each.key, servers.entryOf(each, variant)])),
  };
  writeFileSync(join(folder, "mcp.json"), JSON.stringify(config));
  const { servers: entries, faults } = parseConfig(
    JSON.parse(readFileSync(join(folder, "mcp.json"), "utf8")),
  );
  for (const { message } of faults) findings.fault(label, "other", message);
  findings.tried(label, scripts.length);
  const out = join(folder, "out");
  const before = treeOf(work, new Set([out]));
  const begun = performance.now();
  const report = await generate({
    config: join(folder, "mcp.json"),
    out,
    concurrency: 4,
    timeoutMs: group === "protocol" ? 1_000 : 10_000,
    allowCut: scripts.filter(({ allowCut }) => allowCut).map(({ key }) => key),
    limits: group === "protocol" ? { ...LIMITS, listMs: 3_000 } : LIMITS,
    // what a server says goes into them the same way, whatever brought it
    targets: variant === "legacy" && group !== "protocol" ? ["cli", "fakes", "llms", "tree"] : [],
    format: false,
  });
  const asked = Math.max(...report.servers.map(({ durationMs }) => durationMs));
  lap(
    `${label}: ${report.servers.length} servers in ${Math.round(performance.now() - begun)} ms, slowest ${Math.round(asked)} ms`,
  );
  for (const path of changedIn(before, treeOf(work, new Set([out])))) findings.fault(label, "escapes", path);
  for (const path of treeOf(out).keys())
    if (!OURS.test(path.slice(out.length + 1))) findings.fault(label, "escapes", path);
  const byKey = new Map(scripts.map((each) => [each.key, each]));
  const again = new Map<string, GenerateReport>();
  for (const { key, status, durationMs } of report.servers) {
    const script = byKey.get(key);
    if (script === undefined) continue;
    if (script.fails === true && status === "generated")
      findings.fault(label, "lost tools", `${script.number} ${script.what}: generated, with tools missing`);
    const mayFail = script.mayFail === true || script.fails === true;
    if (durationMs <= HANG_MS && (status === "generated" || mayFail)) continue;
    // the others, or another program, may have been in its way: it is judged alone
    const { result, cpuMs, idleMs } = await effortOf(() =>
      generate({
        config: entries.filter((entry) => entry.key === key),
        out: join(folder, `again-${again.size}`),
        timeoutMs: mayFail ? 1_000 : 10_000,
        allowCut: script.allowCut === true ? [key] : [],
        limits: mayFail ? { ...LIMITS, listMs: 3_000 } : LIMITS,
        format: false,
      }),
    );
    again.set(key, result);
    const [alone] = result.servers;
    if (alone?.status !== "generated" && !mayFail)
      findings.fault(label, "lost tools", `${script.number} ${script.what}: ${alone?.error?.message}`);
    if (cpuMs > HANG_MS || idleMs > HANG_MS)
      findings.fault(
        label,
        "hangs",
        `${script.number} ${script.what}: ${Math.round(cpuMs)} ms busy, ${Math.round(idleMs)} ms waiting`,
      );
  }
  for (const script of scripts) {
    const { names } = again.get(script.key) ?? report;
    const named = names.filter(({ server, kind }) => server === script.key && kind === "tool");
    const lost = script.callable.filter((wire) => !named.some((name) => name.wire === wire));
    const reported = report.diagnostics.filter(({ server }) => server === script.key);
    const silent = script.dropped.filter(
      (wire) =>
        !named.some((name) => name.wire === wire) &&
        !reported.some(({ subject }) => subject === `tool "${wire}"`),
    );
    if (silent.length > 0)
      findings.fault(label, "lost tools", `${script.what}: ${silent.join()} without a diagnostic`);
    const why = report.diagnostics
      .filter(({ server }) => server === script.key)
      .map(({ message }) => message);
    if (lost.length > 0 && !((script.mayFail ?? script.fails) === true && named.length === 0))
      findings.fault(
        label,
        "lost tools",
        `${script.number} ${script.what}: ${JSON.stringify(lost).slice(0, 100)} ${why.slice(0, 2).join(" ")}`,
      );
  }
  for (const [path, text] of report.texts)
    for (const what of oddIn(path, text)) findings.fault(label, "injections", `${path}: ${what}`);
  const lock = readLock(readFileSync(join(out, "mcp.lock.json"), "utf8"), "mcp.lock.json");
  for (const { model } of variant === "legacy" ? Object.values(lock.servers) : []) {
    const generate = () => generateFromModel([model]);
    const first = await effortOf(generate);
    // the first time, code is compiled, too
    const { cpuMs } = first.cpuMs > HANG_MS ? await effortOf(generate) : first;
    if (cpuMs > HANG_MS)
      findings.fault(
        label,
        "hangs",
        `${byKey.get(model.key)?.what}: generating took ${Math.round(cpuMs)} ms`,
      );
  }
  if (group === "texts" && variant === "legacy") await checkTerminal(label, folder);
  return report;
}

function oddIn(path: string, text: string): readonly string[] {
  if (path.endsWith(".md")) return markupIn(text);
  return path.endsWith(".ts") ? injectionsIn(path, text) : [];
}

/** What a person sees, and what a review reads: nothing in it may move a cursor, turn text around or be invisible. */
async function checkTerminal(label: string, folder: string): Promise<void> {
  const hidden = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]/u;
  for (const mode of [
    ["generate", "--offline", "-o", "out", "--json"],
    ["check", "-o", "out", "--json"],
    ["diff", "-o", "out", "--offline"],
  ]) {
    const text = await printed(mode, folder);
    const at = hidden.exec(text);
    if (at !== null)
      findings.fault(
        label,
        "other",
        `${mode.join(" ")} prints a control character: ${JSON.stringify(text.slice(Math.max(0, at.index - 60), at.index + 20))}`,
      );
  }
  const lock = readFileSync(join(folder, "out/mcp.lock.json"), "utf8");
  if (hidden.test(lock)) findings.fault(label, "other", "the lock hides a character");
}

const FILES = ["client.ts", "index.ts", "schemas.ts", "types.ts"];
const VARIANTS: readonly Variant[] = ["stdio", "legacy", "modern"];
const reports = new Map<string, GenerateReport>();
for (const group of Object.keys(GROUPS) as Group[])
  for (const variant of VARIANTS) reports.set(`${group}-${variant}`, await runGroup(group, variant));

// what a server says is the same over both transports nearly always: then one compilation of it is enough
const sources = new Map<string, string>();
for (const [name, { texts }] of reports) {
  const twin = reports.get(name.replace("-stdio", "-legacy"));
  const isTwin = (path: string): boolean =>
    name.endsWith("-stdio") &&
    FILES.every((file) => twin?.texts.get(join(path, "..", file)) === texts.get(join(path, "..", file)));
  for (const [path, text] of texts)
    if (path.endsWith(".ts") && !(name.endsWith("-stdio") && path === "index.ts") && !isTwin(path))
      sources.set(`${name}/${path}`, text);
}
const project = await writeProject(join(root, ".cache/hostile/project"), sources, "nodenext");
for (const row of await compile(project, "7")) findings.fault("compiled", "compile errors", row);
findings.tried("compiled", sources.size);
lap("compiled");

for (const [name, report] of reports) {
  if (name.endsWith("stdio") || name.startsWith("protocol")) continue;
  const plan = report.names
    .filter(({ kind }) => kind === "server")
    .map(({ wire, name: value }) => ({
      factory: `create${value.charAt(0).toUpperCase()}${value.slice(1)}`,
      tools: report.names
        .filter(({ server, kind }) => server === wire && kind === "tool")
        .map((tool) => [tool.name, tool.wire]),
    }));
  const folder = join(work, name);
  const loaded = await loadClients(root, join(folder, "out"), join(folder, "js"), { servers: plan });
  findings.tried(`called: ${name}`, loaded.calls);
  for (const what of loaded.globals) findings.fault(`called: ${name}`, "injections", `global ${what}`);
  for (const what of loaded.failures) findings.fault(`called: ${name}`, "lost tools", what);
  for (const what of loaded.slow) findings.fault(`called: ${name}`, "hangs", what);
  lap(`called ${name}: ${loaded.calls} tools`);
}
const called = await servers.calls();
for (const [name, report] of reports) {
  if (name.endsWith("stdio") || name.startsWith("protocol")) continue;
  const [group, era] = name.split("-") as [Group, string];
  for (const [i, script] of Object.values(GROUPS).flat().entries()) {
    if (!(GROUPS[group] as readonly Script[]).includes(script)) continue;
    const wires = new Set(called[`${era}/s${i}`]);
    for (const { wire } of report.names.filter(
      ({ server, kind }) => server === script.key && kind === "tool",
    ))
      if (!wires.has(wire))
        findings.fault(
          `called: ${name}`,
          "lost tools",
          `${script.what}: ${JSON.stringify(wire)} never reached the server`,
        );
  }
}
if (existsSync(canary)) findings.fault("canaries", "injections", "the canary file was written");
if (listener.contacts() > 0)
  findings.fault("canaries", "injections", `the listener was contacted ${listener.contacts()} times`);
findings.tried("canaries", 2);

servers.stop();
listener.stop();
const ok = findings.print((line) => console.log(line));
lap("done");
process.exit(ok ? 0 : 1);
