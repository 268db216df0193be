import { describe, expect, it } from "vitest";
import { generatedClient } from "../../support/generated-client.js";
import type { ServerModel } from "../../../src/codegen/index.js";
import type { DiagnosticEvent } from "../../../src/runtime/events/event.js";
import { replay } from "../../../src/runtime/testing.js";
import type { JsonObject } from "../../../src/shared/json/json.js";

const MODEL: ServerModel = {
  key: "tracker",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: { tools: {} },
  clientCapabilities: {},
  tools: [
    {
      name: "get_issue",
      inputSchema: { type: "object", properties: { n: { type: "number" } } },
      learned: {
        schema: {
          type: "object",
          properties: { title: { type: "string" }, labels: { type: "array", items: { type: "string" } } },
          required: ["title"],
        },
        form: "json",
        answers: 12,
        version: "1.2.0",
      },
    },
    {
      name: "log",
      inputSchema: { type: "object" },
      learned: { schema: { type: "array", items: { type: "object" } }, form: "lines", answers: 3 },
    },
  ],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

const { create } = await generatedClient(MODEL, "learned-output");

/** A client whose calls of `tool` are answered by `answers`, in order; and the warnings that it reports. */
function clientOf(tool: string, answers: readonly JsonObject[], validate?: string) {
  const calls = answers.map((result) => ({ method: "tools/call", params: { name: tool }, result }));
  const client = create({
    target: replay(calls, { match: "order" }),
    ...(validate !== undefined && { validate: validate as "off" }),
  });
  const warnings: DiagnosticEvent[] = [];
  client.$on("diagnostic", (event) => warnings.push(event));
  return { client, warnings };
}

const text = (...texts: string[]): JsonObject => ({ content: texts.map((text) => ({ type: "text", text })) });

describe("a tool whose output was learned", () => {
  it.each<[string, string, JsonObject, unknown]>([
    ["JSON in a text", "getIssue", text('{"title":"a"}'), { title: "a" }],
    ["JSON in a code block", "getIssue", text('```json\n{"title":"a"}\n```'), { title: "a" }],
    [
      "structured content that is not declared",
      "getIssue",
      { content: [{ type: "text", text: "see data" }], structuredContent: { title: "b" } },
      { title: "b" },
    ],
    ["JSON Lines", "log", text('{"a":1}\n{"a":2}'), [{ a: 1 }, { a: 2 }]],
    ["a text for each value", "log", text('{"a":1}', '{"a":2}'), [{ a: 1 }, { a: 2 }]],
  ])("resolves to its data: %s", async (_, method, answer, want) => {
    const { client, warnings } = clientOf(method === "log" ? "log" : "get_issue", [answer]);
    expect(await client[method]?.({})).toEqual(want);
    expect(warnings).toEqual([]);
    await client.$close();
  });

  it("returns what does not fit, and reports each kind of mismatch once", async () => {
    const answers = [
      '{"title":1}',
      '{"title":2}',
      '{"title":"a","labels":["b",1]}',
      '{"title":"a","labels":[2]}',
      "Not found",
      '{"title":"fits"}',
    ];
    const { client, warnings } = clientOf(
      "get_issue",
      answers.map((each) => text(each)),
    );
    expect(await client["getIssue"]?.({})).toEqual({ title: 1 });
    expect(await client["getIssue"]?.({})).toEqual({ title: 2 });
    expect(await client["getIssue"]?.({})).toEqual({ title: "a", labels: ["b", 1] });
    expect(await client["getIssue"]?.({})).toEqual({ title: "a", labels: [2] });
    expect(await client["getIssue"]?.({})).toMatchObject({ text: "Not found" });
    expect(await client["getIssue"]?.({})).toEqual({ title: "fits" });
    expect(warnings.map(({ code, subject, message }) => [code, subject, message.split(": ")[1]])).toEqual([
      ["LEARNED_OUTPUT_MISFIT", "get_issue", "title"],
      ["LEARNED_OUTPUT_MISFIT", "get_issue", "labels.1"],
      ["LEARNED_OUTPUT_MISFIT", "get_issue", "(root)"],
    ]);
    await client.$close();
  });

  it("is not checked if `validate` is off, but returns its data", async () => {
    const { client, warnings } = clientOf("get_issue", [text('{"title":1}')], "off");
    expect(await client["getIssue"]?.({})).toEqual({ title: 1 });
    expect(warnings).toEqual([]);
    await client.$close();
  });

  it("returns the complete result from $call", async () => {
    const { client } = clientOf("get_issue", [text('{"title":"a"}')]);
    const result = await client.$call("get_issue" as never, {} as never);
    expect(result).toMatchObject({ data: { title: "a" }, isError: false, content: [{ type: "text" }] });
    await client.$close();
  });

  it("throws the failure that the tool reports", async () => {
    const { client } = clientOf("get_issue", [{ ...text("no such issue"), isError: true }]);
    await expect(client["getIssue"]?.({})).rejects.toThrow("no such issue");
    await client.$close();
  });

  it("is marked in $tools", async () => {
    const { client } = clientOf("get_issue", []);
    const [issue] = await client.$tools.list();
    expect(issue).toMatchObject({
      name: "get_issue",
      learned: "json",
      outputSchema: { required: ["title"] },
    });
  });
});
