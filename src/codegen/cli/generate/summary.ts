import { basename, dirname, relative } from "node:path";
import { show } from "../../../shared/text/show.js";
import type { Settings } from "../../config/settings.js";
import type { Output } from "../output.js";
import type { GenerateReport, ServerReport } from "./contract-f.js";
import { plural, seconds, shortPath } from "./text.js";

/** `✔ weather  14 tools, 2 prompts  0.8 s`. */
export function serverLine(server: ServerReport, output: Output): string {
  const parts = [
    [server.tools, "tool"],
    [server.resources, "resource"],
    [server.templates, "template"],
    [server.prompts, "prompt"],
  ] as const;
  const offers = parts.filter(([count]) => count > 0).map(([count, noun]) => plural(count, noun));
  const time = output.style("dim", seconds(server.durationMs));
  return `${output.style("green", "✔")} ${show(server.key)}  ${offers.join(", ") || "nothing offered"}  ${time}`;
}

/** Why a server failed and what became of its client: one line. */
export function failureLine({ key, status, error }: ServerReport): string {
  const kept = status === "kept" ? " Its last client is kept." : "";
  return `${show(key)}: ${show(error?.message ?? "failed", 2_000)}${error?.hint ? ` ${show(error.hint, 1_000)}` : ""}${kept}`;
}

/** What happened to the files. */
export function fileLine(
  { files }: GenerateReport,
  settings: Settings,
  cwd: string,
  dryRun: boolean,
): string {
  const count = (change: string): number => files.filter((file) => file.change === change).length;
  const changes = (["created", "updated", "removed", "unchanged"] as const)
    .filter((change) => count(change) > 0)
    .map((change) => `${count(change)} ${change}`);
  const out = show(shortPath(settings.out, cwd), 1_000);
  return `${out}: ${changes.join(", ") || "no file"}${dryRun ? " (dry run: nothing was written)" : ""}`;
}

/** The line to paste, as a file beside the output folder would write it. */
export function importLine(names: readonly string[], settings: Settings): string {
  const index = { js: "/index.js", ts: "/index.ts", none: "" }[settings.importExt];
  const shown = names.length > 4 ? ["mcp"] : [...names, "mcp"];
  return `import { ${shown.join(", ")} } from "./${basename(settings.out)}${index}";`;
}

/** The folder in which `importLine` holds, for a person. */
export function importPlace(settings: Settings, cwd: string): string {
  return show(relative(cwd, dirname(settings.out)).replaceAll("\\", "/") || ".", 1_000);
}
