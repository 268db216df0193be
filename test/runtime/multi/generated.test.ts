import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type GenerateReport, generate } from "../../../src/codegen/index.js";
import type { ClientOptions, Content, Group } from "../../../src/runtime/index.js";
import type { AnyClient } from "../../support/generated-client.js";
import { names, stdio } from "./support/servers.js";
import { importBundled } from "../../support/import-bundled.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const folder = join(root, ".cache/multi-generated");
const settings = {
  tools: {
    forecast: {
      name: "get_weather",
      description: "Looks it up",
      arguments: {
        city: { name: "town" },
        key: { hide: true, default: "s3cret-token-0123456789abcdef" },
        days: { default: 3 },
      },
    },
    plain: { tags: ["weather"] },
  },
  include_tags: ["weather"],
};
const entry = { ...stdio("tagged.mjs"), ...settings };

/** What this test uses of the generated modules. */
interface Loaded {
  createWeather(options: ClientOptions): AnyClient & {
    $call(name: string, input: object): Promise<{ readonly data: unknown }>;
  };
  readonly mcp: Group<{ other: { pid(): Promise<Content>; $close(): Promise<void> } }>;
}

/** Generates clients for a config, and loads them on this checkout's runtime. */
async function generated(
  name: string,
  mcpServers: object,
  inlineConfig: boolean,
): Promise<{ module: Loaded; text: string; report: GenerateReport }> {
  const out = join(folder, name, "mcp");
  const configPath = join(folder, name, "mcp.json");
  await mkdir(out, { recursive: true });
  await writeFile(configPath, JSON.stringify({ mcpServers }));
  const report = await generate({ config: configPath, out, inlineConfig });
  const module = await importBundled(join(out, "index.ts"), join(out, "bundle.mjs"), {
    // The code finds its config beside itself: the bundle is not where the module was.
    define: { "import.meta.url": JSON.stringify(pathToFileURL(join(out, "weather/contract.ts")).href) },
  });
  const { readFile } = await import("node:fs/promises");
  const text = (
    await Promise.all(
      ["client", "contract", "types"].map((file) => readFile(join(out, `weather/${file}.ts`), "utf8")),
    )
  ).join("\n");
  return { module: module as Loaded, text, report };
}

beforeAll(() => rm(folder, { recursive: true, force: true }));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each([
  ["a config file", false],
  ["the entry in the code", true],
])("code generated from %s", (way, inlineConfig) => {
  it("has methods for the tools as the config shows them, and calls them by these names", async () => {
    const other = stdio("asks-and-changes.mjs");
    const { module, text, report } = await generated(
      way.split(" ").at(-1)!,
      { weather: entry, other },
      inlineConfig,
    );
    expect(report.servers.map(({ status }) => status)).not.toContain("failed");
    expect(text).toContain("getWeather(");
    expect(text).toContain("Looks it up");
    expect(text).toMatch(/town: /);
    expect(text).not.toMatch(/^ +key\??: string;|wipe/m);
    expect(text).not.toContain("s3cret-token");
    // The secret that the config hides is looked up where the entry stands in the code.
    const variable = /\$\{(WEATHER_\w*KEY)\}/.exec(text)?.[1];
    expect(variable !== undefined).toBe(inlineConfig);
    const env = {
      ...process.env,
      ...(variable !== undefined && { [variable]: "s3cret-token-0123456789abcdef" }),
    };
    const client = module.createWeather({ env });
    const answer = { got: { city: "Oslo", key: "s3cret-token-0123456789abcdef", days: 3 } };
    expect(await client["getWeather"]!({ town: "Oslo" })).toEqual(answer);
    expect(await client["getWeather"]!({ town: "Oslo", days: 5 })).toEqual({
      got: { ...answer.got, days: 5 },
    });
    await expect(client["getWeather"]!({ town: "O" })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    await expect(client["getWeather"]!({ city: "Oslo" })).rejects.toMatchObject({ code: "INPUT_INVALID" });
    expect((await client.$call("get_weather", { town: "Oslo" })).data).toEqual(answer);
    expect(names(await client.$client.listTools())).toEqual(["get_weather", "plain"]);
    expect(Object.keys(client.prompts)).toEqual(["pack"]);
    await client.$close();
    // A group of clients is not concerned.
    expect((await module.mcp.other.pid()).text).toMatch(/^\d+$/);
    await module.mcp.$close();
  });
});

it("makes only its server unusable for an invalid transform, with its place", async () => {
  const wrong = { ...entry, tools: { forecast: { arguments: { twon: { name: "x" } } } } };
  const report = await generate({
    config: { mcpServers: { weather: wrong } },
    out: join(folder, "wrong"),
  }).catch((error: unknown) => error);
  expect(JSON.stringify(report, errorText)).toContain("/mcpServers/weather/tools/forecast/arguments/twon");
});

function errorText(_key: string, value: unknown): unknown {
  return value instanceof Error ? { ...value, message: value.message } : value;
}
