import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { generate, type ServerReport } from "../../src/codegen/index.js";

const [root = "", minutes = "10"] = process.argv.slice(2);
const { mcpServers } = JSON.parse(readFileSync(join(root, "test/tour/mcp.json"), "utf8")) as {
  readonly mcpServers: Readonly<
    Record<string, { readonly command: string; readonly args: readonly string[] }>
  >;
};

/** What became of the servers `keys`, in the time that there is; who was not reached by then has no report. */
async function round(
  name: string,
  keys: readonly string[],
  options: { readonly concurrency?: number } = {},
): Promise<ReadonlyMap<string, Pick<ServerReport, "era" | "tools" | "durationMs" | "error">>> {
  const out = mkdtempSync(join(tmpdir(), "tour-"));
  const seen = new Map<string, Pick<ServerReport, "era" | "tools" | "durationMs" | "error">>();
  try {
    const report = await generate({
      config: { mcpServers: Object.fromEntries(keys.map((key) => [key, mcpServers[key]])) } as never,
      out,
      ...options,
      format: false,
      signal: AbortSignal.timeout(Number(minutes) * 60_000),
      onEvent: (event) => {
        if (event.type === "server-ready") seen.set(event.server, event);
        if (event.type === "server-failed")
          seen.set(event.server, { tools: 0, durationMs: event.durationMs, error: event.error });
        if (event.type === "server-ready" || event.type === "server-failed")
          console.log(`${name} ${event.type} ${event.server} ${(event.durationMs / 1000).toFixed(1)} s`);
      },
    });
    for (const server of report.servers) seen.set(server.key, server);
  } catch (error) {
    console.error(`${name}: ${String(error)}`);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
  return seen;
}

/** What a failure says, on one line of a table: the first line, and of the last words the one that names an error. */
function reasonOf(message: string): string {
  const [first = "", ...words] = message.split("\n").map((line) => line.trim());
  const told = words.find((line) => /error|required|missing|must|not found/i.test(line)) ?? words[0] ?? "";
  const text = `${first.replace(/^Client failed to connect to .*? \(\w+\)\. /, "")} ${told}`.trim();
  return text.slice(0, 200).replaceAll("|", "/").replaceAll("`", "'");
}

const keys = Object.keys(mcpServers);
const cold = await round("cold", keys);
const warm = await round("warm", keys);
const late = keys.filter((key) => warm.get(key)?.error !== undefined || warm.get(key) === undefined);
/** Without neighbours: what fails now does not start by itself. */
const alone = await round("alone", late, { concurrency: 3 });
const rows = keys.map((key) => {
  const [first, second, third] = [cold.get(key), warm.get(key), alone.get(key)];
  const { command = "", args = [] } = mcpServers[key] ?? {};
  const what = args.find((arg) => !arg.startsWith("-") && arg !== "run") ?? "";
  const seconds = (report: typeof first): string =>
    report === undefined
      ? "not reached"
      : report.error === undefined
        ? `${(report.durationMs / 1000).toFixed(1)} s`
        : "failed";
  const best = [third, second, first].find((report) => report !== undefined && report.error === undefined);
  const error = best === undefined ? (third ?? second ?? first)?.error : undefined;
  const why = error === undefined ? "" : reasonOf(error.message);
  const times = [seconds(first), seconds(second), late.includes(key) ? seconds(third) : ""];
  return `| ${command} | \`${what}\` | ${best?.era ?? ""} | ${best?.tools ?? ""} | ${times.join(" | ")} | ${why} |`;
});
const good = (reports: typeof cold): number =>
  [...reports.values()].filter(({ error }) => error === undefined).length;
const text = `# A tour of real servers

${keys.length} servers of the registries of npm, PyPI and Go, started as their pages say (with made-up credentials), at the default concurrency and
time limits, on a machine with two cores: cold, with every launcher still to install its server, and warm. ${good(cold)} of them were generated cold,
${good(warm)} warm. The rest was asked once more, three at a time: ${good(alone)} of ${late.length} were generated then. The last column says why a server
does not start. \`npm run tour\` makes this page again, cold only where the launchers' folders were emptied before.

| by | server | era | tools | cold | warm | alone | why not |
| --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
const page = join(root, "docs/tour.md");
writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
console.log(
  `${keys.length} servers: ${good(cold)} cold, ${good(warm)} warm, ${good(alone)} of ${late.length} alone`,
);
