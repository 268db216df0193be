import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { check, loadContract } from "../../../src/codegen/check/index.js";
import { GateError } from "../../../src/codegen/gate/index.js";
import {
  defineTarget,
  generateFromModel,
  type ServerModel,
  type Target,
  TargetError,
  type TargetFile,
  type TargetKit,
  TargetUnknownError,
} from "../../../src/codegen/index.js";
import { lockedServer } from "../../../src/codegen/lock/index.js";
import { generate } from "../../../src/codegen/run/generate.js";
import { folderWith } from "../config/temporary-folder.js";

const model = JSON.parse(
  await readFile(new URL("../../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
const remembered = { weather: lockedServer(model, undefined) };

/** A run into a folder, as from the lock. */
async function run(out: string, targets: readonly (string | Target)[]) {
  return generate({ entries: [], offline: true, remembered, out, targets, format: false });
}

const notes = defineTarget({
  name: "notes",
  server: ({ names, tools }, { code, identifier, onLines, from, string }) => [
    {
      path: `${names.folder}.ts`,
      text: code`import { ${identifier(names.value)} } from ${from(`../${names.folder}/index`)};

export const used: unknown = ${identifier(names.value)};
${onLines(tools.map(({ tool, method }) => code`export const ${identifier(`${method}Name`)}: string = ${string(tool.name)};`))}`,
    },
  ],
  all: (servers, { prose, heading, blocks, codeSpan }) => [
    {
      path: "README.md",
      text: blocks([heading(1, "Servers"), servers.map(({ key }) => prose`- ${codeSpan(key)}\n`)]),
    },
  ],
});

describe("a custom target", () => {
  it("gets its files written, checked, and removed when it is no longer chosen", async () => {
    const folder = await folderWith({});
    const out = join(folder, "out");
    const { files } = await run(out, [notes]);
    expect(files.map(({ path }) => path)).toEqual([
      "index.ts",
      "mcp.lock.json",
      "notes/README.md",
      "notes/weather.ts",
      ...["catalogue", "client", "contract", "index", "schemas", "types"].map((name) => `weather/${name}.ts`),
    ]);
    expect(await readFile(join(out, "notes/weather.ts"), "utf8")).toContain(
      'export const getForecastName: string = "get_forecast";',
    );
    const lock = JSON.parse(await readFile(join(out, "mcp.lock.json"), "utf8")) as {
      readonly options: object;
    };
    expect(lock.options).toEqual({ format: false, targets: ["notes"] });
    expect((await run(out, [])).files.filter(({ change }) => change === "removed")).toEqual([
      { path: "notes/README.md", change: "removed" },
      { path: "notes/weather.ts", change: "removed" },
    ]);
  });

  it("is unknown to check unless fmcp.config has it", async () => {
    const folder = await folderWith({});
    await run(join(folder, "out"), [notes]);
    const contract = await loadContract({ out: "out" }, folder);
    await expect(check(contract)).rejects.toThrow(TargetUnknownError);
    const options = { ...contract.options, targets: [notes] };
    expect(await check({ ...contract, options })).toMatchObject({ fresh: true });
    await writeFile(join(folder, "out/notes/weather.ts"), "mine");
    expect(await check({ ...contract, options })).toMatchObject({
      fresh: false,
      files: [{ path: "notes/weather.ts", reason: "edited" }],
    });
  });

  it("reports foreign files next to its own", async () => {
    const folder = await folderWith({ "out/notes/weather.js": "", "out/notes/mine.txt": "" });
    await run(join(folder, "out"), [notes]);
    const contract = await loadContract({ out: "out" }, folder);
    const report = await check({ ...contract, options: { ...contract.options, targets: [notes] } });
    expect(report).toMatchObject({ foreign: ["notes/mine.txt"], files: [{ path: "notes/weather.js" }] });
  });

  it("keeps its folder: a server of the same name gets a different one", () => {
    const models = [{ ...model, key: "notes" }];
    const { files } = generateFromModel(models, { targets: [notes] });
    const [server = ""] = [...files.keys()].filter((path) => path.endsWith("/client.ts"));
    expect(server).toMatch(/^notes-[0-9a-f]{8}\/client\.ts$/);
  });
});

describe("an invalid target", () => {
  it.each([
    ["an unknown name", ["lms"], TargetUnknownError],
    ["a name that a folder cannot have", [{ name: "../x", all: () => [] }], TargetUnknownError],
    ["a target named like the clients", [{ name: "client", all: () => [] }], TargetUnknownError],
    ["one that fails", [target(() => fail("no"))], TargetError],
    ["a path out of the folder", [target(({ code }) => [{ path: "../x.ts", text: code`` }])], TargetError],
    ["a path with another extension", [target(({ code }) => [{ path: "x.js", text: code`` }])], TargetError],
    ["text that is not code", [target(() => [{ path: "x.ts", text: "evil" as never }])], TargetError],
    [
      "Markdown as code",
      [
        target(({ prose }) => [
          {
            path: "x.ts",
            text: prose`
x
            `,
          },
        ]),
      ],
      TargetError,
    ],
    [
      "the same file twice",
      [target(({ code }) => ["x", "x"].map((name) => ({ path: `${name}.ts`, text: code`` })))],
      TargetError,
    ],
    [
      "foreign text passed off as a template",
      [target(({ code }) => [{ path: "x.ts", text: code(["evil()"] as never) }])],
      TargetError,
    ],
  ] as const)("%s", (_, targets, error) => {
    expect(() => generateFromModel([model], { targets: targets as never })).toThrow(error);
  });
});

describe("the gate refuses in a module", () => {
  it.each([
    ["a package that its target does not declare", ({ code }) => code`import "evil";`],
    ["a missing file", ({ code }) => code`import { x } from "./y.js";\nexport const z: unknown = x;`],
    ["a global that its target does not declare", ({ code }) => code`export const x: unknown = process;`],
    ["eval", ({ code }) => code`export const x: unknown = eval("1");`],
    ["access to the engine", ({ code }) => code`export const x: unknown = [].constructor;`],
    [
      "a module imported by a variable",
      ({ code }) => code`export const f = (a: string): unknown => import(a);`,
    ],
    ["its own comment", ({ code }) => code`// @ts-nocheck\nexport const x: number = 1;`],
    [
      "a declaration of globals",
      ({ code }) => code`declare global { interface Window { x: 1 } }\nexport {};`,
    ],
    ["a syntax error", ({ code }) => code`export const = 1;`],
  ] as readonly (readonly [string, (kit: TargetKit) => ReturnType<TargetKit["code"]>])[])(
    "%s",
    async (_, text) => {
      const folder = await folderWith({});
      const evil = target((kit) => [{ path: "x.ts", text: text(kit) }]);
      await expect(run(join(folder, "out"), [evil])).rejects.toThrow(GateError);
    },
  );

  it("nothing that its target declares", async () => {
    const folder = await folderWith({});
    const fine = defineTarget({
      name: "fine",
      packages: ["fmcp-runtime"],
      globals: ["process"],
      all: ({ length }, { code, number, from }) => [
        {
          path: "a/x.ts",
          text: code`import type { Content } from "fmcp-runtime";
import { mcp } from ${from("../../index")};

export async function f({ city }: { city: string }, ...rest: readonly Content[]): Promise<unknown> {
  for (const each of rest) if (each) return { city, each, env: process.env["X"] ?? ${number(length)} };
  return Object.keys(mcp).map((key) => key.length);
}`,
        },
      ],
    });
    await expect(run(join(folder, "out"), [fine])).resolves.toMatchObject({ exitCode: 0 });
  });
});

function target(all: (kit: TargetKit) => readonly TargetFile[]): Target {
  return defineTarget({ name: "mine", all: (_, kit) => all(kit) });
}

function fail(message: string): never {
  throw new Error(message);
}

describe("a module of a target may not", () => {
  it.each([
    ["access a constructor", ({ code }: TargetKit) => code`export const x: unknown = JSON.constructor;`],
    [
      "destructure one",
      ({ code }: TargetKit) => code`const { constructor: c } = JSON; export const x: unknown = c;`,
    ],
    [
      "inspect its callers",
      ({ code }: TargetKit) => code`export function f(): unknown { return arguments; }`,
    ],
    [
      "access the constructor of a client",
      ({ code, from }: TargetKit) =>
        code`import { weather } from ${from("../weather/index")}; export const x: unknown = weather.constructor;`,
    ],
  ])("%s", async (_what, text) => {
    const evil = target((kit) => [{ path: "x.ts", text: text(kit) }]);
    await expect(run(join(await folderWith({}), "out"), [evil])).rejects.toThrow(GateError);
  });
});

describe("the tree of a server", () => {
  /** What a run writes, by path: the gate has looked at it. */
  async function textsOf(given: ServerModel): Promise<ReadonlyMap<string, string>> {
    const out = join(await folderWith({}), "out");
    const known = { [given.key]: lockedServer(given, undefined) };
    const targets = ["cli", "fakes", "llms", "tree"];
    const { texts } = await generate({
      entries: [],
      offline: true,
      remembered: known,
      out,
      targets,
      format: false,
    });
    return texts;
  }
  const ODD = [
    ...[
      "arguments",
      "apply",
      "bind",
      "call",
      "caller",
      "callee",
      "constructor",
      "prototype",
      "__proto__",
      "then",
      "toString",
      "hasOwnProperty",
    ],
    ...[
      "input",
      "options",
      "default",
      "await",
      "index",
      "files",
      "readme",
      "con",
      "Content",
      "CallOptions",
      "weather",
    ],
  ];
  it.each(ODD)("has a file for a tool named %s", async (name) => {
    const tools = [{ name, inputSchema: { type: "object" } }];
    const files = await textsOf({ ...model, tools });
    const [path] = [...files.keys()].filter(
      (file) => /^tree\/weather\/.*\.ts$/.test(file) && !/\/(?:index|files)\.ts$/.test(file),
    );
    expect(files.get(path ?? "")).toContain("export function ");
    expect(files.get("tree/weather/files.ts")).toContain(JSON.stringify(name).slice(1, -1));
  });

  it.each([
    "arguments",
    "input",
    "options",
    "constructor",
    "toString",
    "__proto__",
    "then",
    "default",
    "tree",
    "llms",
    "fakes",
    "fake",
    "client",
    "index",
  ])("is written for a server named %s", async (key) => {
    const files = await textsOf({ ...model, key });
    expect([...files.keys()].filter((path) => path.endsWith("get-forecast.ts"))).toHaveLength(1);
  });
});
