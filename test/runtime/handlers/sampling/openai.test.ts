import { describe, expect, it } from "vitest";
import {
  type OpenAiRequest,
  type OpenAiResponse,
  openaiSampling,
} from "../../../../src/runtime/handlers/sampling/openai.js";
import { context, conversation, params } from "./conversation.js";

/** A client that records what it is sent and answers `response`. */
function recording(response: Partial<OpenAiResponse["choices"][number]>) {
  const sent: OpenAiRequest[] = [];
  const choice = { finish_reason: "stop", message: { content: "hello" }, ...response };
  const create = (body: OpenAiRequest) => {
    sent.push(body);
    return Promise.resolve({ model: "gpt-x", choices: [choice] });
  };
  return {
    sent,
    handler: openaiSampling({ client: { chat: { completions: { create } } }, defaultModel: "gpt-default" }),
  };
}

describe("openaiSampling", () => {
  it("converts the whole conversation, tool results before the user's text", async () => {
    const { sent, handler } = recording({});
    await handler(conversation, params, context);
    expect(sent).toEqual([
      {
        model: "gpt-default",
        messages: [
          { role: "system", content: "Be brief." },
          { role: "user", content: "What is in it?" },
          {
            role: "user",
            content: [
              { type: "image_url", image_url: { url: "data:image/png;base64,aW1n" } },
              { type: "text", text: "this" },
            ],
          },
          {
            role: "assistant",
            content: "Let me look.",
            tool_calls: [
              { id: "c1", type: "function", function: { name: "look", arguments: '{"at":[1,2]}' } },
            ],
          },
          { role: "tool", tool_call_id: "c1", content: "a cat" },
          { role: "user", content: "and?" },
        ],
        max_completion_tokens: 100,
        temperature: 0.5,
        stop: ["END"],
        tools: [
          {
            type: "function",
            function: {
              name: "look",
              description: "Looks.",
              parameters: { type: "object", properties: { at: { type: "array" } } },
            },
          },
        ],
        tool_choice: "required",
      },
    ]);
  });

  it.each([
    ["stop", "endTurn"],
    ["length", "maxTokens"],
    ["content_filter", "content_filter"],
  ])("stop reason %s is %s", async (finish_reason, want) => {
    const { handler } = recording({ finish_reason });
    expect(await handler(conversation, params, context)).toEqual({
      role: "assistant",
      model: "gpt-x",
      stopReason: want,
      content: { type: "text", text: "hello" },
    });
  });

  it("returns tool calls as blocks", async () => {
    const call = { id: "c2", type: "function", function: { name: "look", arguments: '{"at":[]}' } };
    const { handler } = recording({
      finish_reason: "tool_calls",
      message: { content: null, tool_calls: [call] },
    });
    expect(await handler(conversation, params, context)).toMatchObject({
      stopReason: "toolUse",
      content: [{ type: "tool_use", id: "c2", name: "look", input: { at: [] } }],
    });
  });

  it.each([
    ["no JSON", "{", /"look" with arguments that are not JSON: \{/],
    ["no object", "[1]", /"look" with arguments that are not an object: \[1\]/],
  ])("arguments that are %s are an error with the tool's name", async (_intent, text, want) => {
    const call = { id: "c2", type: "function", function: { name: "look", arguments: text } };
    const { handler } = recording({ finish_reason: "tool_calls", message: { tool_calls: [call] } });
    await expect(handler(conversation, params, context)).rejects.toThrow(want);
  });

  it.each([
    ["the first hint that is known", [{ name: "claude-x" }, { name: "gpt-5" }], "gpt-5"],
    ["else the default", [{ name: "claude-x" }, {}], "gpt-default"],
  ])("model: %s", async (_intent, hints, want) => {
    const { sent, handler } = recording({});
    await handler(conversation, { ...params, modelPreferences: { hints } }, context);
    expect(sent[0]?.model).toBe(want);
  });
});
