import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answerForm, decline, elicitInTerminal } from "../../../../src/runtime/elicitation.js";
import { Client, type HandlerContext, type HandlerOptions } from "../../../../src/runtime/index.js";

const FORM = {
  type: "object" as const,
  properties: {
    name: { type: "string" as const, minLength: 2 },
    age: { type: "integer" as const, default: 30 },
    born: { type: "string" as const, format: "date-time" as const },
  },
  required: ["name"],
};
const person = z.object({ name: z.string(), age: z.int().max(150), born: z.date().optional() });

/** What a server got for its form, as it says. */
async function answered(
  elicitation: HandlerOptions["elicitation"],
  form: typeof FORM = FORM,
): Promise<unknown> {
  const server = new McpServer({ name: "asks", version: "1.0.0" });
  server.registerTool("ask", {}, async () => {
    const got: unknown = await server.server
      .elicitInput({ message: "Who?", requestedSchema: form })
      .catch((error: unknown) => ({ error: (error as Error).message }));
    return { content: [{ type: "text", text: JSON.stringify(got) }] };
  });
  await using client = await Client.connect(server, { handlers: { elicitation: elicitation! } });
  return JSON.parse((await client.callTool("ask")).content.text);
}

describe("answerForm", () => {
  it.each([
    ["completes values with the server's defaults", { name: "Ada" }, { name: "Ada", age: 30 }],
    [
      "sends a date as text",
      { name: "Ada", born: new Date(0) },
      { name: "Ada", age: 30, born: "1970-01-01T00:00:00.000Z" },
    ],
  ])("%s", async (_what, values, content) => {
    expect(await answered(answerForm(person, () => values as never))).toEqual({ action: "accept", content });
  });

  it("passes a refusal on", async () => {
    expect(await answered(answerForm(person, () => decline))).toEqual({ action: "decline" });
  });

  it.each([
    ["the schema of the program", { name: "Ada", age: 200 }, /"age"/],
    ["the schema of the server", { name: "A", age: 20 }, /"name"/],
  ])("refuses what breaks %s", async (_what, values, said) => {
    expect(await answered(answerForm(person, () => values))).toMatchObject({
      error: expect.stringMatching(said) as unknown,
    });
  });
});

describe("elicitInTerminal", () => {
  const terminal = (answers: string[]) => ({
    ask: () => Promise.resolve(answers.shift()),
    tell: () => undefined,
  });

  it("asks field by field, and takes defaults", async () => {
    const handler = elicitInTerminal(terminal(["y", "A", "Ada", "", ""]));
    expect(await answered(handler)).toEqual({ action: "accept", content: { name: "Ada", age: 30 } });
  });

  it.each([
    ["a no declines", ["n"], "decline"],
    ["the end of the input cancels", [], "cancel"],
    ["cancels at the end of the input, also between two fields", ["y", "Ada"], "cancel"],
  ])("%s, also a form with a property `action`", async (_what, answers, action) => {
    const form = { ...FORM, properties: { ...FORM.properties, action: { type: "string" as const } } };
    expect(await answered(elicitInTerminal(terminal(answers)), form)).toEqual({ action });
  });

  it("does not ask for a call that was aborted before its turn", async () => {
    const asked: string[] = [];
    const ask = (text: string): Promise<string> => (asked.push(text), Promise.resolve("n"));
    const handler = elicitInTerminal({ ask, tell: () => undefined });
    const request = { mode: "form", message: "Who?", schema: FORM } as const;
    const context = { signal: AbortSignal.abort(new Error("left")) } as HandlerContext;
    await expect(handler(request, context)).rejects.toThrow("left");
    expect(asked).toEqual([]);
  });

  it("declines without a terminal", async () => {
    expect(await answered(elicitInTerminal())).toEqual({ action: "decline" });
  });
});
