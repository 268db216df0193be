import { rm } from "node:fs/promises";
import { afterAll, describe, expect, it } from "vitest";
import { render } from "../../src/codegen/run/generate-from-model.js";
import { generateFromModel } from "../../src/codegen/index.js";
import { checkGenerated } from "../../src/codegen/gate/index.js";
import { buildModel } from "../../src/codegen/model/index.js";
import { compile, OUTPUT, type Resolution, writeProject } from "./compile.js";
import { CORPUS, hasCorpus, rawAnswers, readRecordings } from "./recordings.js";

if (!hasCorpus()) console.log(`corpus: no recordings in ${CORPUS}; set FMCP_CORPUS to run these tests`);

const options = { config: "../mcp.json" };

describe.skipIf(!hasCorpus())("recordings of real servers", () => {
  const recordings = hasCorpus() ? [...readRecordings()] : [];
  const models = recordings.map(([name, recording]) => buildModel(rawAnswers(name, recording)));
  const output = OUTPUT;
  afterAll(() => rm(output, { recursive: true, force: true }));

  it.each(models.map((model) => [model.key, model] as const))("%s passes the gate", (_, model) => {
    const rendered = render([model], options);
    const { files } = rendered;
    checkGenerated(files, { ...rendered, importExt: "js" });
    expect(files.size).toBe(7);
  });

  it("gives every tool a file of its own in the tree, and passes all of it by the gate", () => {
    const rendered = render(models, { ...options, targets: ["tree", "llms", "fakes", "cli"] });
    checkGenerated(rendered.files, { ...rendered, importExt: "js" });
    const own = [...rendered.files.keys()].filter((path) =>
      /^tree\/[^/]+\/(?!(?:index|files)\.ts$)[^/]+\.ts$/.test(path),
    );
    expect(own).toHaveLength(models.reduce((sum, { tools }) => sum + tools.length, 0));
    expect(new Set(own.map((path) => path.toLowerCase())).size).toBe(own.length);
  }, 180_000);

  it("gives every tool a method and loses none", () => {
    const { names } = generateFromModel(models, options);
    const tools = models.flatMap((model) => model.tools.map((tool) => `${model.key}\n${tool.name}`));
    expect(
      names
        .filter(({ kind }) => kind === "tool")
        .map(({ server, wire }) => `${server}\n${wire}`)
        .sort(),
    ).toEqual(tools.sort());
  });

  it("gives the same bytes twice, from lists turned round, and from servers in another order", () => {
    const first = generateFromModel(models, options);
    const reversed = recordings
      .toReversed()
      .map(([name, recording]) => buildModel(rawAnswers(name, recording, { reverse: true })));
    const second = generateFromModel(reversed, options);
    expect([...second.files]).toEqual([...first.files]);
    expect(second.lock).toBe(first.lock);
  });

  it.each(
    recordings
      .filter(([, { modern }]) => Array.isArray(modern?.tools))
      .map(([name, recording]) => [name, recording] as const),
  )("%s has the same input types in both eras", (name, recording) => {
    const inputs = (modern: boolean): readonly string[] =>
      buildModel(rawAnswers(name, recording, { modern })).tools.map(
        (tool) => `${tool.name} ${JSON.stringify(tool.inputSchema)}`,
      );
    expect(inputs(true)).toEqual(inputs(false));
  });

  it("would notice what does not compile", async () => {
    const files = new Map([["wrong.ts", 'export const wrong: number = "text";\n']]);
    expect(await compile(await writeProject(`${output}/wrong`, files, "nodenext"), "6")).toHaveLength(1);
  }, 60_000);

  it.each<Resolution>(["nodenext", "bundler"])(
    "compiles under every strict flag with %s",
    async (resolution) => {
      const { files } = generateFromModel(models, {
        ...options,
        importExt: resolution === "nodenext" ? "js" : "none",
        targets: ["tree"],
      });
      expect(await compile(await writeProject(`${output}/${resolution}`, files, resolution), "6")).toEqual(
        [],
      );
    },
    300_000,
  );
});
