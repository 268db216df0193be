import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { generate, type ServerReport } from "../../src/codegen/index.js";

const [root = "", minutes = "10"] = process.argv.slice(2);
const config = join(root, "test/tour/mcp.json");
const { mcpServers } = JSON.parse(readFileSync(config, "utf8")) as {
  readonly mcpServers: Readonly<
    Record<string, { readonly command: string; readonly args: readonly string[] }>
  >;
};

/** What became of each server, in the time that there is; who was not reached by then has no report. */
async function round(
  name: string,
): Promise<ReadonlyMap<string, Pick<ServerReport, "era" | "tools" | "durationMs" | "error">>> {
  const out = mkdtempSync(join(tmpdir(), "tour-"));
  const seen = new Map<string, Pick<ServerReport, "era" | "tools" | "durationMs" | "error">>();
  try {
    const report = await generate({
      config,
      out,
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

const cold = await round("cold");
const warm = await round("warm");
const keys = Object.keys(mcpServers);
const rows = keys.map((key) => {
  const [first, second] = [cold.get(key), warm.get(key)];
  const { command = "", args = [] } = mcpServers[key] ?? {};
  const what = args.find((arg) => !arg.startsWith("-") && arg !== "run") ?? "";
  const seconds = (report: typeof first): string =>
    report === undefined
      ? "not reached"
      : report.error === undefined
        ? `${(report.durationMs / 1000).toFixed(1)} s`
        : "failed";
  const error = second?.error ?? (second === undefined ? first?.error : undefined);
  const why = error?.message.split("\n")[0]?.slice(0, 110).replaceAll("|", "/").replaceAll("`", "'") ?? "";
  const best = second?.error === undefined && second !== undefined ? second : first;
  return `| ${command} | \`${what}\` | ${best?.era ?? ""} | ${best?.error === undefined ? (best?.tools ?? "") : ""} | ${seconds(first)} | ${seconds(second)} | ${why} |`;
});
const good = (reports: typeof cold): number =>
  [...reports.values()].filter(({ error }) => error === undefined).length;
const text = `# A tour of real servers

${keys.length} servers of the registries of npm, PyPI and Go, started as their pages say (with made-up credentials), at the default concurrency and the
default time of 30 s for each: once with nothing downloaded, and once more. ${good(cold)} of them are generated cold, ${good(warm)} warm. \`npm run tour\` makes this
page again; servers that need a real account, a browser or a database, or that take longer than 30 s to be downloaded, fail here by their own account.

| by | server | era | tools | cold | warm | why not |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
const page = join(root, "docs/tour.md");
writeFileSync(page, await format(text, { ...(await resolveConfig(page)), parser: "markdown" }));
console.log(`${keys.length} servers: ${good(cold)} cold, ${good(warm)} warm`);
