import { appendFile, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { generateFromModel, type ServerModel } from "../../../../src/codegen/index.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";
import { folderWith } from "../../config/temporary-folder.js";
import { runMain } from "../run-main.js";

const tool = (name: string, more: object = {}) => ({ name, inputSchema: { type: "object" }, ...more });
const MODEL: ServerModel = {
  key: "tracker",
  era: "legacy",
  protocolVersion: "2025-11-25",
  serverInfo: { name: "Tracker", version: "2.0" },
  capabilities: { tools: {} },
  clientCapabilities: {},
  tools: [
    tool("declared", { outputSchema: { type: "object" } }),
    tool("get_issue"),
    tool("greet"),
    tool("log"),
  ],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

const answer = (name: string, text: string, more: JsonObject = {}): string =>
  `${JSON.stringify({ method: "tools/call", params: { name }, version: "2.0", result: { content: [{ type: "text", text }], ...more } })}\n`;

const handshake = (name: string): string =>
  `${JSON.stringify({ method: "initialize", params: {}, result: { serverInfo: { name, version: "2.0" } } })}\n`;

async function project(recordings: Record<string, string>, server = "Tracker"): Promise<string> {
  const { files, lock } = generateFromModel([MODEL]);
  const code = [...files, ["mcp.lock.json", lock] as const].map(([path, text]) => [`src/mcp/${path}`, text]);
  const lines = Object.entries(recordings).map(([path, text]) => [`recordings/tracker/${path}`, text]);
  return folderWith(
    Object.fromEntries([...code, ...lines, ["recordings/tracker/server.jsonl", handshake(server)]]) as Record<
      string,
      string
    >,
  );
}

const RECORDED = {
  "tools/get_issue.jsonl":
    answer("get_issue", '{"id":1,"title":"a"}') +
    answer("get_issue", '```json\n{"id":2,"title":"b","closed":true}\n```') +
    answer("get_issue", "no such issue", { isError: true }),
  "tools/greet.jsonl": answer("greet", "Hello!"),
  "tools/log.jsonl": answer("log", '{"at":1}\n{"at":2}') + answer("log", '{"at":3}'),
  "tools/declared.jsonl": answer("declared", "{}", { structuredContent: {} }),
};

const learnedIn = async (folder: string) =>
  JSON.parse(await readFile(join(folder, "src/mcp/mcp.learned.json"), "utf8")) as {
    servers: { tracker: Record<string, { answers: number; form?: string; schema: JsonObject }> };
  };

describe("learn", () => {
  it("learns outputs from recordings, and code generated with them passes check", async () => {
    const folder = await project(RECORDED);
    const ran = await runMain(["learn"], folder);
    expect(ran).toMatchObject({ exitCode: 0, stdout: "" });
    expect(ran.stderr).toContain("src/mcp/mcp.learned.json: 2 outputs learned");
    expect(ran.stderr).toContain("tracker.greet: 1 answer, prose, or a value alone: it stays content");
    const { tracker } = (await learnedIn(folder)).servers;
    expect(Object.keys(tracker)).toEqual(["get_issue", "log"]);
    expect(tracker["get_issue"]).toMatchObject({
      answers: 2,
      version: "2.0",
      schema: { properties: { closed: { type: "boolean" } }, required: ["id", "title"] },
    });
    expect(tracker["log"]).toMatchObject({ answers: 2, form: "lines", schema: { type: "array" } });

    expect((await runMain(["check"], folder)).exitCode).toBe(1);
    expect(await runMain(["generate", "--offline"], folder)).toMatchObject({ exitCode: 0 });
    expect((await runMain(["check"], folder)).exitCode).toBe(0);
    const client = await readFile(join(folder, "src/mcp/tracker/client.ts"), "utf8");
    expect(client).toContain("Promise<t.GetIssueOutput>");
    expect(client).toMatch(/greet\(.*\): Promise<Content>/);
  });

  it("finds the lock in the folder that fmcp.config names", async () => {
    const folder = await project(RECORDED);
    await rename(join(folder, "src/mcp"), join(folder, "clients"));
    await writeFile(join(folder, "fmcp.config.json"), JSON.stringify({ out: "clients" }));
    expect((await runMain(["learn"], folder)).stderr).toContain(
      "clients/mcp.learned.json: 2 outputs learned",
    );
    const checked = await runMain(["call", "tracker.greet", "{}", "--offline"], folder);
    expect(checked).toMatchObject({ exitCode: 0 });
  });

  it("finds nothing new the second time, and writes nothing", async () => {
    const folder = await project(RECORDED);
    await runMain(["learn"], folder);
    const ran = await runMain(["learn", "--json"], folder);
    expect(JSON.parse(ran.stdout)).toMatchObject({ changed: false });
  });

  it("reports what new recordings break", async () => {
    const folder = await project(RECORDED);
    await runMain(["learn"], folder);
    expect(await runMain(["learn", "--check"], folder)).toMatchObject({ exitCode: 0 });
    await appendFile(
      join(folder, "recordings/tracker/tools/get_issue.jsonl"),
      answer("get_issue", '{"id":3}'),
    );
    const checked = await runMain(["learn", "--check"], folder);
    expect(checked.exitCode).toBe(1);
    expect(checked.stderr).toMatch(
      /recordings\/tracker\/tools\/get_issue\.jsonl: tracker\.get_issue: 1 of 3 answers do not fit what was learned: .*title/,
    );
    const learned = await runMain(["learn"], folder);
    expect(learned.stderr).toContain('breaking: /properties/title: property "title" is now optional');
    expect(await runMain(["learn", "--check"], folder)).toMatchObject({ exitCode: 0 });
  });

  it("names a tool of `outputs` that its server does not have, without a server, too", async () => {
    const folder = await project(RECORDED);
    const outputs = { "tracker.get_isue": { type: "object" } };
    await writeFile(join(folder, "fmcp.config.json"), JSON.stringify({ outputs }));
    const ran = await runMain(["generate", "--offline"], folder);
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toMatch(/warning: tracker: tracker\.get_isue: .*Did you mean "get_issue"\?/);
  });

  it("leaves out rare failures that the server did not mark, and says so", async () => {
    const path = "recordings/tracker/tools/get_issue.jsonl";
    const folder = await project(RECORDED);
    await appendFile(join(folder, path), answer("get_issue", '{"id":3,"title":"c"}'));
    await runMain(["learn"], folder);
    const before = await learnedIn(folder);
    await appendFile(join(folder, path), answer("get_issue", "Error: not found"));
    expect(await runMain(["learn", "--check"], folder)).toMatchObject({ exitCode: 0 });
    const ran = await runMain(["learn"], folder);
    expect(ran.stderr).toContain("get_issue: 3 answers, as before; 1 failure without isError left out");
    expect(await learnedIn(folder)).toEqual(before);

    await appendFile(join(folder, path), answer("get_issue", "Cannot read issue 7"));
    const checked = await runMain(["learn", "--check"], folder);
    expect(checked.exitCode).toBe(1);
    expect(checked.stderr).toContain("2 of 5 answers do not fit what was learned: the answer holds no JSON");
    expect((await runMain(["learn"], folder)).stderr).toContain("get_issue: 5 answers, prose");
  });

  it("lets a first value take the place of what was only ever null", async () => {
    const path = "recordings/tracker/tools/get_issue.jsonl";
    const folder = await project({ "tools/get_issue.jsonl": answer("get_issue", '{"id":1,"closed":null}') });
    await runMain(["learn"], folder);
    await appendFile(join(folder, path), answer("get_issue", '{"id":1,"closed":"today"}'));
    expect(await runMain(["learn", "--check"], folder)).toMatchObject({ exitCode: 0 });
    expect((await runMain(["learn"], folder)).stderr).not.toContain("breaking");
  });

  it("only widens schemas that a person has edited", async () => {
    const folder = await project(RECORDED);
    await runMain(["learn"], folder);
    const path = join(folder, "src/mcp/mcp.learned.json");
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace('"title": {', '"title": {\n "description": "Of the issue.",'));
    await appendFile(
      join(folder, "recordings/tracker/tools/get_issue.jsonl"),
      answer("get_issue", '{"id":3,"title":null}'),
    );
    await runMain(["learn"], folder);
    expect((await learnedIn(folder)).servers.tracker["get_issue"]?.schema["properties"]).toMatchObject({
      title: { description: "Of the issue.", type: ["string", "null"] },
    });
  });

  it("keeps what it learned from deleted recordings", async () => {
    const folder = await project(RECORDED);
    await runMain(["learn"], folder);
    await writeFile(
      join(folder, "recordings/tracker/tools/get_issue.jsonl"),
      answer("get_issue", '{"id":9,"title":"z"}'),
    );
    await runMain(["learn"], folder);
    expect((await learnedIn(folder)).servers.tracker["get_issue"]).toMatchObject({
      answers: 2,
      schema: { properties: { closed: { type: "boolean" } } },
    });
  });

  it.each<[string, Record<string, string>, string | undefined, RegExp]>([
    [
      "an incomplete line",
      { "tools/log.jsonl": `${answer("log", "{}")}{"method":"tools/ca` },
      undefined,
      /log\.jsonl:2 contains no call/,
    ],
    [
      "a tool that is not in the lock",
      { "tools/gone.jsonl": answer("gone", "{}") },
      undefined,
      /tracker\.gone: 1 answer, not in the lock/,
    ],
    [
      "another server",
      { "tools/log.jsonl": answer("log", "{}") },
      "Other",
      /recorded from "Other", but the lock has "Tracker"/,
    ],
  ])("reports what it leaves out: %s", async (_, recordings, server, message) => {
    const ran = await runMain(["learn"], await project(recordings, server));
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toMatch(message);
  });

  it("fails if no recordings were found", async () => {
    const ran = await runMain(["learn", "-r", "elsewhere"], await project({}));
    expect(ran).toMatchObject({ exitCode: 2 });
    expect(ran.stderr).toContain("elsewhere: no recordings were found");
  });
});
