import { describe, expect, it } from "vitest";
import {
  type AnthropicRequest,
  type AnthropicResponse,
  anthropicSampling,
} from "../../../../src/runtime/handlers/sampling/anthropic.js";
import { context, conversation, params } from "./conversation.js";

/** A client that records what it is sent and answers `response`. */
function recording(response: Partial<AnthropicResponse> & { content?: object[] }) {
  const sent: AnthropicRequest[] = [];
  const create = (body: AnthropicRequest) => {
    sent.push(body);
    return Promise.resolve({
      model: "claude-x",
      stop_reason: "end_turn",
      content: [{ type: "text", text: "hello" }],
      ...response,
    } as AnthropicResponse);
  };
  return {
    sent,
    handler: anthropicSampling({ client: { messages: { create } }, defaultModel: "claude-default" }),
  };
}

describe("anthropicSampling", () => {
  it("carries the whole conversation over", async () => {
    const { sent, handler } = recording({});
    await handler(conversation, params, context);
    expect(sent).toEqual([
      {
        model: "claude-default",
        max_tokens: 100,
        system: "Be brief.",
        temperature: 0.5,
        stop_sequences: ["END"],
        messages: [
          { role: "user", content: [{ type: "text", text: "What is in it?" }] },
          {
            role: "user",
            content: [
              { type: "image", source: { type: "base64", media_type: "image/png", data: "aW1n" } },
              { type: "text", text: "this" },
            ],
          },
          {
            role: "assistant",
            content: [
              { type: "text", text: "Let me look." },
              { type: "tool_use", id: "c1", name: "look", input: { at: [1, 2] } },
            ],
          },
          {
            role: "user",
            content: [
              { type: "text", text: "and?" },
              {
                type: "tool_result",
                tool_use_id: "c1",
                is_error: false,
                content: [{ type: "text", text: "a cat" }],
              },
            ],
          },
        ],
        tools: [
          {
            name: "look",
            description: "Looks.",
            input_schema: { type: "object", properties: { at: { type: "array" } } },
          },
        ],
        tool_choice: { type: "any" },
      },
    ]);
  });

  it("leaves out the tools if none may be called", async () => {
    const { sent, handler } = recording({});
    await handler(conversation, { ...params, toolChoice: { mode: "none" } }, context);
    expect(sent[0]).not.toHaveProperty("tools");
    expect(sent[0]).not.toHaveProperty("tool_choice");
  });

  it.each([
    ["end_turn", "endTurn"],
    ["max_tokens", "maxTokens"],
    ["stop_sequence", "stopSequence"],
    ["refusal", "refusal"],
  ])("stop reason %s is %s", async (stop_reason, want) => {
    const { handler } = recording({ stop_reason });
    expect(await handler(conversation, params, context)).toMatchObject({ stopReason: want });
  });

  it("joins texts, keeps tool calls, drops thinking", async () => {
    const content = [
      { type: "thinking", thinking: "…" },
      { type: "text", text: "I look. " },
      { type: "tool_use", id: "c2", name: "look", input: { at: [] } },
    ];
    const { handler } = recording({ stop_reason: "tool_use", content });
    expect(await handler(conversation, params, context)).toEqual({
      role: "assistant",
      model: "claude-x",
      stopReason: "toolUse",
      content: [
        { type: "text", text: "I look. " },
        { type: "tool_use", id: "c2", name: "look", input: { at: [] } },
      ],
    });
  });

  it("names a block that it cannot convert", async () => {
    const { handler } = recording({});
    const audio = [
      { role: "user" as const, content: { type: "audio" as const, data: "x", mimeType: "audio/wav" } },
    ];
    await expect(handler(audio, params, context)).rejects.toThrow('block of type "audio"');
  });
});
