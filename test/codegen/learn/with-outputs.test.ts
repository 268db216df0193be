import { describe, expect, it } from "vitest";
import { generateFromModel, type ServerModel, type ToolModel } from "../../../src/codegen/index.js";
import type { LearnedFile } from "../../../src/codegen/learn/learned-file.js";
import {
  LearnedInvalidError,
  readLearned,
  serializeLearned,
} from "../../../src/codegen/learn/read-learned.js";
import { type OutputSources, withOutputs } from "../../../src/codegen/learn/with-outputs.js";

const tool = (name: string, more: Partial<ToolModel> = {}): ToolModel => ({
  name,
  inputSchema: { type: "object" },
  ...more,
});
const server = (...tools: ToolModel[]): ServerModel => ({
  key: "git",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientCapabilities: {},
  tools,
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
});
const schema = { type: "object", properties: { sha: { type: "string" } } } as const;
const learned = (name: string): LearnedFile => ({
  learnedVersion: 1,
  servers: { git: { [name]: { answers: 7, version: "2.0", schema } } },
});
const LEARNED = { schema, form: "json", answers: 7, version: "2.0" } as const;
const GIVEN = { schema: { type: "array" }, form: "json" } as const;

describe("outputs of tools that declare none", () => {
  it.each<[string, ToolModel, OutputSources, ToolModel["learned"], readonly string[]]>([
    ["come from what was learned", tool("log"), { learned: learned("log"), given: undefined }, LEARNED, []],
    [
      "come from the options first",
      tool("log"),
      { learned: learned("log"), given: { "git.log": { type: "array" } } },
      GIVEN,
      [],
    ],
    [
      "disappear with their source",
      tool("log", { learned: LEARNED }),
      { learned: undefined, given: {} },
      undefined,
      [],
    ],
    [
      "stay as they are if the options do not set them",
      tool("log", { learned: GIVEN }),
      { learned: undefined, given: undefined },
      GIVEN,
      [],
    ],
    [
      "give way to a declared output",
      tool("log", { outputSchema: schema }),
      { learned: learned("log"), given: { "git.log": true } },
      undefined,
      ["warning OUTPUT_DECLARED", "info OUTPUT_DECLARED"],
    ],
    [
      "are reported if no tool has the name",
      tool("log"),
      { learned: learned("logs"), given: { "git.lgo": true } },
      undefined,
      ["warning OUTPUT_FITS_NOTHING", "warning OUTPUT_FITS_NOTHING"],
    ],
  ])("%s", (_, given, sources, want, said) => {
    const { models, diagnostics } = withOutputs([server(given)], sources);
    expect(models[0]?.tools[0]?.learned).toEqual(want);
    expect(diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual(said);
  });

  it("are marked in the code", () => {
    const { files } = generateFromModel([
      server(tool("log", { learned: LEARNED }), tool("show", { learned: GIVEN })),
    ]);
    expect(files.get("git/types.ts")?.replace(/\n \* /g, " ")).toContain(
      "Output of the tool `log`, learned from 7 recorded answers of version 2.0: the server declares none.",
    );
    expect(files.get("git/types.ts")).toContain("Output of the tool `show`, given in fmcp.config");
    expect(files.get("git/contract.ts")).toContain('learned: "json"');
    expect(files.get("git/client.ts")).toMatch(/log\(input\?: t\.LogInput, .*\): Promise<t\.LogOutput>/);
    expect(files.get("git/client.ts")).toContain("learned from 7 recorded answers of version 2.0.");
  });
});

describe("mcp.learned.json", () => {
  it("is read back unchanged, in a fixed order", () => {
    const file: LearnedFile = {
      learnedVersion: 1,
      servers: {
        b: { t: { answers: 1, schema: true } },
        a: { z: { answers: 2, form: "lines", schema }, y: { answers: 1, schema } },
      },
    };
    const text = serializeLearned(file);
    expect(readLearned(text, "mcp.learned.json")).toEqual(file);
    expect(text.indexOf('"a"')).toBeLessThan(text.indexOf('"b"'));
    expect(text.indexOf('"y"')).toBeLessThan(text.indexOf('"z"'));
  });

  it.each<[string, string]>([
    ["invalid JSON", "{"],
    ["another version", '{"learnedVersion":2,"servers":{}}'],
    ["an invalid schema", '{"learnedVersion":1,"servers":{"a":{"t":{"answers":1,"schema":"x"}}}}'],
    ["nested too deeply", `{"learnedVersion":1,"servers":{"a":${"[".repeat(600)}${"]".repeat(600)}}}`],
  ])("is refused, naming its path: %s", (_, text) => {
    expect(() => readLearned(text, "out/mcp.learned.json")).toThrow(LearnedInvalidError);
    expect(() => readLearned(text, "out/mcp.learned.json")).toThrow(/^out\/mcp\.learned\.json: /);
  });
});
