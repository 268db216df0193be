import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { useBuiltBin } from "../package/built.js";
import { type WeatherProject, weatherProject } from "./weather-project.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly {
      readonly name: string;
      readonly run?: string;
      readonly env?: Readonly<Record<string, string>>;
    }[];
  };
}
const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;

/** GitHub's command line, with the comments of one pull request in a file. */
const GH = `#!/usr/bin/env node
const { readFileSync, writeFileSync, existsSync } = require("node:fs");
const path = process.env.COMMENTS;
const comments = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : [];
const args = process.argv.slice(2);
const method = args.includes("--method") ? args[args.indexOf("--method") + 1] : "GET";
const body = args.includes("--field") ? readFileSync(args[args.indexOf("--field") + 1].slice("body=@".length), "utf8") : "";
const url = args.find((arg) => arg.startsWith("repos/"));
if (method === "GET") {
  const mark = /startswith\\("(.*)"\\)/.exec(args[args.indexOf("--jq") + 1])[1];
  for (const { id, body } of comments) if (body.startsWith(mark)) console.log(id);
} else if (method === "POST") comments.push({ id: comments.length + 1, body });
else comments.find(({ id }) => id === Number(url.split("/").pop())).body = body;
if (method !== "GET") writeFileSync(path, JSON.stringify(comments));
`;

describe("action.yml", { timeout: 120_000 }, () => {
  const bin = useBuiltBin();
  let project: WeatherProject;

  beforeAll(async () => {
    project = await weatherProject(bin());
    const tools = join(project.folder, "node_modules/tools");
    mkdirSync(tools);
    writeFileSync(join(tools, "gh"), GH, { mode: 0o755 });
    writeFileSync(join(tools, "comments.json"), JSON.stringify([{ id: 1, body: "Looks good." }]));
  }, 120_000);
  afterAll(() => rm(project.folder, { recursive: true, force: true }));

  /** Runs a step with what GitHub would put into its expressions. */
  async function step(name: string, values: Readonly<Record<string, string>> = {}) {
    const found = action.runs.steps.find((each) => each.name === name);
    const known: Readonly<Record<string, string>> = {
      ...Object.fromEntries(
        Object.entries(action.inputs).map(([key, value]) => [`inputs.${key}`, value.default]),
      ),
      "github.base_ref": "main",
      "github.repository": "a/b",
      "github.event.pull_request.number": "7",
      "github.event.pull_request.head.repo.fork": "false",
      ...values,
    };
    const env = Object.entries(found?.env ?? {}).map(([key, text]) => [
      key,
      text.replace(/\$\{\{ (.*?) \}\}/g, (_expression, value: string) => known[value] ?? `no ${value}`),
    ]);
    const tools = join(project.folder, "node_modules/tools");
    return await project.run(found?.run ?? "exit 9", {
      ...(Object.fromEntries(env) as Record<string, string>),
      RUNNER_TEMP: tools,
      COMMENTS: join(tools, "comments.json"),
      PATH: `${tools}:${process.env["PATH"]}`,
    });
  }
  const read = (path: string): string =>
    readFileSync(join(project.folder, "node_modules/tools", path), "utf8");
  const comments = (): readonly string[] =>
    (JSON.parse(read("comments.json")) as readonly { readonly body: string }[]).map(({ body }) => body);

  it("writes no comment while nothing changed", async () => {
    expect(await step("Check the files")).toMatchObject({ exitCode: 0 });
    expect(await step("Compare the contract")).toMatchObject({ exitCode: 0 });
    expect(await step("Comment on the pull request")).toMatchObject({ exitCode: 0 });
    expect(comments()).toEqual(["Looks good."]);
  });

  it("fails for a breaking change, and comments once, however often it runs", async () => {
    project.says({ description: "Tells the weather.", days: true });
    await project.generate();
    expect(await step("Check the files")).toMatchObject({ exitCode: 0 });
    expect(await step("Compare the contract")).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^::error file=src\/mcp\/mcp\.lock\.json/m) as string,
    });
    for (let i = 0; i < 2; i++)
      expect(await step("Comment on the pull request")).toMatchObject({ exitCode: 0 });
    expect(comments()).toEqual([
      "Looks good.",
      expect.stringContaining("property &#34;days&#34;".replaceAll("&#34;", '"')),
    ]);
    expect(await step("Compare the contract", { "inputs.fail-on": "none" })).toMatchObject({ exitCode: 0 });
  });

  it("takes its comment back to no changes when the change is taken back", async () => {
    project.says({ description: "Tells the weather." });
    await project.generate();
    await step("Compare the contract");
    await step("Comment on the pull request");
    expect(comments()).toEqual(["Looks good.", expect.stringContaining("## MCP servers: No changes")]);
  });

  it.each([
    [
      "a folder that the base branch does not have",
      { "inputs.folder": "src/other" },
      0,
      "nothing to compare with yet",
    ],
    ["a base that was not fetched", { "github.base_ref": "next" }, 2, "fetch-depth: 0"],
  ])("says what to do about %s", async (_what, values, exitCode, text) => {
    expect(await step("Compare the contract", values)).toMatchObject({
      exitCode,
      stdout: expect.stringContaining(text) as string,
    });
  });

  it("writes no comment for a fork, whose token may not", async () => {
    await step("Compare the contract");
    const before = comments();
    const { stdout } = await step("Comment on the pull request", {
      "github.event.pull_request.head.repo.fork": "true",
    });
    expect(stdout).toContain("::notice::");
    expect(comments()).toEqual(before);
  });

  it("does not repeat the comment of an earlier use in the same job", async () => {
    writeFileSync(join(project.folder, "node_modules/tools/fmcp-comment.md"), "of another folder");
    const before = comments();
    await step("Compare the contract", { "inputs.folder": "src/other" });
    expect(await step("Comment on the pull request")).toMatchObject({ exitCode: 0 });
    expect(comments()).toEqual(before);
  });

  it("makes the page of every server", async () => {
    expect(await step("Make the page")).toMatchObject({ exitCode: 0 });
    expect(read("mcp.html")).toContain("get_forecast");
  });
});
