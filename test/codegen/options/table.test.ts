import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { check, loadContract } from "../../../src/codegen/check/index.js";
import { createProgram } from "../../../src/codegen/cli/program.js";
import { processTerminal } from "../../../src/codegen/cli/terminal.js";
import { loadSettings } from "../../../src/codegen/config/settings.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import { lockedServer, readLock } from "../../../src/codegen/lock/index.js";
import { LIMIT_NAMES } from "../../../src/codegen/model/index.js";
import { OPTIONS } from "../../../src/codegen/options/table.js";
import {
  type ConfigKey,
  CONFIG_KEYS,
  type ConfigValues,
  OPTION_ROWS,
  OUTPUT_KEYS,
} from "../../../src/codegen/options/option-values.js";
import { generate } from "../../../src/codegen/run/generate.js";
import { generateOptions } from "../../../src/codegen/cli/generate/generate-options.js";
import { folderWith } from "../config/temporary-folder.js";

const model = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
const root = new URL("../../../", import.meta.url);

/** A value other than the default of every option of the file; a row that is missing here does not compile. */
const OTHER: { readonly [Key in ConfigKey]: NonNullable<ConfigValues[Key]> } = {
  config: "servers.json",
  out: "clients",
  servers: ["weather"],
  exclude: ["weather.get_forecast"],
  concurrency: 2,
  timeoutMs: 1_000,
  limits: { enumValues: 1, descriptionChars: 20 },
  importExt: "ts",
  module: "commonjs",
  inlineConfig: true,
  templates: "templates",
  names: { "weather.get_forecast": "forecast" },
  shorten: { "weather.*": { description: 20 } },
  outputs: { "weather.set-alert": { type: "object", properties: { id: { type: "string" } } } },
  assertFormats: true,
  dates: true,
  targets: ["llms"],
  format: false,
  allowCut: ["weather"],
  severities: { "description-changed": "safe" },
  volatile: { weather: ["/instructions"] },
  allowPartial: true,
};

/** Generates into a folder with a prettier config, as the command does, with `options` in fmcp.config. */
async function generated(options: ConfigValues) {
  const config = { mcpServers: { weather: { url: "https://example.com/mcp" } } };
  const folder = await folderWith({
    "mcp.json": JSON.stringify(config),
    "servers.json": JSON.stringify(config),
    ".prettierrc": '{ "singleQuote": true, "printWidth": 70 }',
    "fmcp.config.json": JSON.stringify(options),
  });
  await mkdir(join(folder, "templates"), { recursive: true });
  const template = await readFile(new URL("templates/index.ts", root), "utf8");
  await writeFile(join(folder, "templates/index.ts"), `${template}// mine\n`);
  const settings = await loadSettings({}, folder);
  const { out } = settings;
  const { texts } = await generate({
    ...generateOptions(settings, false),
    offline: true,
    remembered: { weather: lockedServer(model, { kind: "http", origin: "https://example.com" }) },
  });
  return { folder, out, texts };
}

describe("every option", () => {
  it.each(OPTION_ROWS.map(([key]) => key))("%s: has help, and a flag or a key in the options file", (key) => {
    const row = OPTION_ROWS.find(([each]) => each === key)?.[1];
    const commands = Object.entries(row?.commands ?? {});
    expect(commands.length > 0 || row?.schema !== undefined).toBe(true);
    for (const [, offer] of commands) expect(offer.help ?? row?.help).toMatch(/^[a-z].*[^.]$/);
  });

  it("is in the help of its commands, and no other", () => {
    const program = createProgram({ terminal: processTerminal(), finish: () => undefined });
    const commands = program.commands.flatMap((command) =>
      command.name() === "auth"
        ? command.commands.map((each) => [`auth ${each.name()}`, each] as const)
        : [[command.name(), command] as const],
    );
    const shown = commands.flatMap(([name, command]) =>
      command.options.map(({ flags }) => `${name} ${flags}`),
    );
    const wanted = OPTION_ROWS.flatMap(([, row]) =>
      Object.entries(row.commands).flatMap(([name, offer]) => {
        const flag = offer.flag ?? row.flag ?? "";
        return flag.startsWith("[") ? [] : [`${name} ${flag}`];
      }),
    );
    expect(shown.sort()).toEqual(wanted.sort());
  });
});

describe("an option that affects the text of the files", () => {
  const derived = CONFIG_KEYS.filter((key) => OPTIONS[key].inLock === "derived");

  it.each([...OUTPUT_KEYS, ...derived])(
    "%s: its files pass check, even if fmcp.config no longer sets it",
    async (key) => {
      const { folder, out } = await generated({ [key]: OTHER[key] });
      // what is written inline is not in the lock
      const config = key === "inlineConfig" ? { config: "mcp.json" } : {};
      expect(await check(await loadContract(config, folder))).toMatchObject({ fresh: true, files: [] });
      await writeFile(join(folder, "fmcp.config.json"), "{}");
      const given = { ...config, out, ...(key === "templates" && { templates: "templates" }) };
      expect(await check(await loadContract(given, folder))).toMatchObject({ fresh: true, files: [] });
    },
  );

  it.each(OUTPUT_KEYS)("%s: is in the lock only if it is not the default", async (key) => {
    const options = (texts: ReadonlyMap<string, string>) =>
      readLock(texts.get("mcp.lock.json") ?? "", "mcp.lock.json").options;
    const { texts } = await generated({ [key]: OTHER[key] });
    expect(options(texts)).toHaveProperty(key, OTHER[key]);
    const before = options((await generated({})).texts);
    if (key !== "importExt") expect(before).not.toHaveProperty(key);
  });
});

describe("any other option", () => {
  const without = CONFIG_KEYS.filter((key) => OPTIONS[key].inLock === false && key !== "out");
  it.each(without)("%s: changes no byte", async (key) => {
    expect((await generated({ [key]: OTHER[key] })).texts).toEqual((await generated({})).texts);
  });
});

describe("FmcpConfig", () => {
  it("shows the comment of every row in an editor", () => {
    const path = "use.ts";
    const source = `import type { FmcpConfig } from "./src/codegen/config/define-config.js";\ndeclare const c: FmcpConfig;\n${CONFIG_KEYS.map((key) => `c.${key};`).join("\n")}`;
    const docs = quickInfo(path, source);
    expect(docs.filter((doc) => doc === "")).toEqual([]);
    expect(docs).toHaveLength(CONFIG_KEYS.length);
    // the language service reads all of the generator and of zod, which takes long on a busy machine
  }, 180_000);

  it("has the limits of the table of limits", () => {
    expect(Object.keys(OTHER.limits).every((name) => (LIMIT_NAMES as readonly string[]).includes(name))).toBe(
      true,
    );
  });
});

/** What the language service says about the members in the last lines of `source`. */
function quickInfo(path: string, source: string): readonly string[] {
  const { pathname } = new URL(path, root);
  const host: ts.LanguageServiceHost = {
    getScriptFileNames: () => [pathname],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => {
      const text = file === pathname ? source : ts.sys.readFile(file);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root.pathname,
    getCompilationSettings: () => ({
      strict: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      skipLibCheck: true,
      exactOptionalPropertyTypes: true,
      types: ["node"],
    }),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (file) => file === pathname || ts.sys.fileExists(file),
    readFile: (file) => ts.sys.readFile(file),
    directoryExists: (folder) => ts.sys.directoryExists(folder),
  };
  const service = ts.createLanguageService(host);
  return [...source.matchAll(/^c\.(\w+);/gm)].map((match) => {
    const info = service.getQuickInfoAtPosition(pathname, match.index + 3);
    return ts.displayPartsToString(info?.documentation);
  });
}
