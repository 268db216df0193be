import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execaNode } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerModel } from "../../../src/codegen/index.js";
import { generateFromModel } from "../../../src/codegen/index.js";
import { importBundled } from "../../support/import-bundled.js";
import { sourcePaths } from "../../support/source-aliases.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript-7/package.json")), "bin/tsc");
const model = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;

let folder = "";
beforeAll(async () => {
  await mkdir(join(root, ".cache"), { recursive: true });
  folder = await mkdtemp(join(root, ".cache/fakes-"));
  const bare = { ...model, key: "bare", resources: [], resourceTemplates: [], prompts: [], tools: [] };
  const { files } = generateFromModel([model, bare], { targets: ["fakes"], config: "../mcp.json" });
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true }));

/** What the compiler says of a program that uses the fakes; `""`: nothing. */
async function errorsOf(text: string): Promise<string> {
  await writeFile(join(folder, "program.ts"), text);
  const compilerOptions = {
    noEmit: true,
    isolatedDeclarations: false,
    declaration: false,
    rootDir: root,
    skipLibCheck: true,
    paths: sourcePaths,
  };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../tsconfig.json", compilerOptions, include: ["."] }),
  );
  return (await execaNode(tsc, ["-p", folder], { reject: false })).stdout;
}

describe("a generated fake", { timeout: 120_000 }, () => {
  it("types every handler, and refuses wrong ones", async () => {
    const program = `
import { fakeBare, fakeWeather } from "./fakes/index.js";
const server = fakeWeather({
  tools: {
    get_forecast: ({ city, days }) => { void [city.length, days?.toFixed()]; return ANSWER; },
  },
  resources: { "weather://stations": "s", "weather://other": () => Uint8Array.of(1) },
  templates: { "weather://alerts/{region}{?since}": ({ region, since }) => region.concat(since ?? "") },
  prompts: { "packing-list": ({ city }) => city.toUpperCase() },
});
fakeBare();
const cities: readonly string[] = server.calls("get_forecast").map(({ city }) => city);
void cities;
`;
    const wrong = `
// @ts-expect-error: there is no such tool
fakeWeather({ tools: { no_tool: () => "" } });
// @ts-expect-error: a forecast is no number
fakeWeather({ tools: { get_forecast: () => 5 } });
// @ts-expect-error: there is no such template
fakeWeather({ templates: { "weather://x/{y}": () => "" } });
// @ts-expect-error: the template has no such variable
fakeWeather({ templates: { "weather://alerts/{region}{?since}": ({ city }) => String(city) } });
// @ts-expect-error: a resource is no number
fakeWeather({ resources: { "weather://stations": 5 } });
// @ts-expect-error: there is no such prompt
fakeWeather({ prompts: { "unpacking-list": () => "" } });
// @ts-expect-error: a prompt is text or messages
fakeWeather({ prompts: { "packing-list": () => 5 } });
// @ts-expect-error: the prompt has no such argument
fakeWeather({ prompts: { "packing-list": ({ region }) => String(region) } });
// @ts-expect-error: the server has no tools
fakeBare({ tools: { get_forecast: () => "" } });
// @ts-expect-error: the server has no prompts
fakeBare({ prompts: { "packing-list": () => "" } });
// @ts-expect-error: there is no such tool
server.failWith("no_tool", "");
`;
    expect(await errorsOf(program.replace("ANSWER", "{} as never") + wrong)).toBe("");
    expect(await errorsOf(program.replace("ANSWER", "5"))).toContain("error TS");
  });

  it("answers for every tool, resource, template and prompt", async () => {
    await writeFile(
      join(folder, "both.ts"),
      'export { createWeather } from "./index.js";\nexport { fakeWeather } from "./fakes/index.js";\n',
    );
    const module = (await importBundled(join(folder, "both.ts"), join(folder, "bundle.mjs"))) as Record<
      "createWeather" | "fakeWeather",
      (...given: unknown[]) => any // eslint-disable-line @typescript-eslint/no-explicit-any
    >;
    const server = module.fakeWeather({ prompts: { "packing-list": ({ city }: { city: string }) => city } });
    const client = module.createWeather({ target: server });
    expect(await client.getForecast({ city: "Oslo" })).toBeDefined();
    expect(server.calls("get_forecast")).toEqual([{ city: "Oslo" }]);
    expect((await client.resources.alerts({ region: "no" })).text).toBe("weather://alerts/no");
    expect((await client.resources.read("weather://stations")).text).toBe("weather://stations");
    expect(await client.$client.listResourceTemplates()).toHaveLength(1);
    expect((await client.prompts.packingList({ city: "Rome" })).messages[0].content.text).toBe("Rome");
    await client.$close();
  });
});
