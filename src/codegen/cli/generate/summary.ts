import { basename, dirname } from "node:path";
import { showLines } from "../../../shared/text/show-lines.js";
import { show } from "../../../shared/text/show.js";
import type { NeededPackage } from "../../config/needed-packages.js";
import type { Settings } from "../../config/settings.js";
import type { GenerateReport, ServerReport } from "../../run/generate-options.js";
import type { IntrospectEvent } from "../../introspect/events.js";
import type { Output } from "../output.js";
import { plural, seconds, shortPath } from "../cli-text.js";

type Ready = Extract<IntrospectEvent, { type: "server-ready" }>;

/** `✔ weather  14 tools, 2 prompts  0.8 s`. */
export function serverLine(ready: Ready, output: Output): string {
  const parts = [
    [ready.tools, "tool"],
    [ready.resources, "resource"],
    [ready.templates, "template"],
    [ready.prompts, "prompt"],
  ] as const;
  const offers = parts.filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun));
  const time = output.style("dim", seconds(ready.durationMs));
  return `${output.style("green", "✔")} ${show(ready.server)}  ${offers.join(", ") || "nothing offered"}  ${time}`;
}

/** `✖ weather  failed  0.8 s`; the cause is printed at the end, where it is not overlooked. */
export function failedLine(
  failed: Extract<IntrospectEvent, { type: "server-failed" }>,
  output: Output,
): string {
  const time = output.style("dim", seconds(failed.durationMs));
  return `${output.style("red", "✖")} ${show(failed.server)}  failed  ${time}`;
}

/**
 * Says why a server failed and what happened to its client. The first line names the server; text from the server may follow,
 * indented.
 */
export function failureLine({ key, status, error }: ServerReport): string {
  const message = showLines(error?.message ?? "failed", 4_000);
  const named = message.includes(`"${show(key)}"`) ? message : `Server "${show(key)}": ${message}`;
  const parts = [
    named,
    show(error?.hint ?? "", 1_000),
    status === "kept" ? "Its previous client was kept." : "",
  ];
  return parts.filter(Boolean).join(named.includes("\n") ? "\n  " : " ");
}

/** Says what happened to the files. */
export function fileLine(
  { files }: GenerateReport,
  settings: Settings,
  cwd: string,
  dryRun: boolean,
): string {
  const changes = (["created", "updated", "removed", "unchanged"] as const)
    .map((change) => ({ change, count: files.filter((file) => file.change === change).length }))
    .filter(({ count }) => count > 0)
    .map(({ change, count }) => `${count} ${change}`);
  const out = show(shortPath(settings.out, cwd), 1_000);
  return `${out}: ${changes.join(", ")}${dryRun ? " (dry run: nothing was written)" : ""}`;
}

/** Says that the files of an interrupted run are whole again. */
export function repairLine(out: string, cwd: string): string {
  return `${show(shortPath(out, cwd), 1_000)}: a run was interrupted while it wrote here. This run repaired what it left.`;
}

/** Names packages that the code imports and that are too old where it will find them, one per line. */
export function oldPackageLines(
  needed: readonly NeededPackage[],
  settings: Settings,
  cwd: string,
): readonly string[] {
  const out = show(shortPath(settings.out, cwd), 1_000);
  return needed.flatMap(({ name, atLeast = "", found }) =>
    found === undefined
      ? []
      : [`${out} needs ${name} ${atLeast} or later, but found ${show(found)}: npm install ${name}@latest`],
  );
}

/** Says what to do next: what to install, and the import to paste, as a file beside the output folder would write it. */
export function nextLines(
  { names }: GenerateReport,
  needed: readonly NeededPackage[],
  settings: Settings,
  cwd: string,
): readonly string[] {
  const missing = needed.filter(({ found }) => found === undefined).map(({ name }) => name);
  const index = { js: "/index.js", ts: "/index.ts", none: "" }[settings.importExt];
  const clients = names.filter(({ kind }) => kind === "server").map(({ name }) => name);
  const imported = clients.length > 4 ? ["mcp"] : [...clients, "mcp"];
  const short = shortPath(dirname(settings.out), cwd);
  const folder = short === "." ? "this folder" : show(short, 1_000);
  return [
    "",
    ...(missing.length === 0 ? [] : ["Install what it imports:", `  npm install ${missing.join(" ")}`]),
    `Use it from a file in ${folder}:`,
    `  import { ${imported.join(", ")} } from "./${show(basename(settings.out), 1_000)}${index}";`,
  ];
}
