import { describe, expect, it } from "vitest";
import {
  type GoogleRequest,
  type GoogleResponse,
  googleSampling,
} from "../../../../src/runtime/handlers/sampling/google.js";
import { context, conversation, params } from "./conversation.js";

/** A client that records what it is sent and answers `response`. */
function recording(response: GoogleResponse) {
  const sent: GoogleRequest[] = [];
  const generateContent = (request: GoogleRequest) => {
    sent.push(request);
    return Promise.resolve(response);
  };
  return {
    sent,
    handler: googleSampling({ client: { models: { generateContent } }, defaultModel: "gemini-default" }),
  };
}

const hello: GoogleResponse = {
  modelVersion: "gemini-x",
  candidates: [{ finishReason: "STOP", content: { parts: [{ text: "hello" }] } }],
};

describe("googleSampling", () => {
  it("converts the whole conversation, with the tool's name in its result", async () => {
    const { sent, handler } = recording(hello);
    await handler(conversation, params, context);
    expect(sent[0]?.contents).toEqual([
      { role: "user", parts: [{ text: "What is in it?" }] },
      { role: "user", parts: [{ inlineData: { mimeType: "image/png", data: "aW1n" } }, { text: "this" }] },
      {
        role: "model",
        parts: [{ text: "Let me look." }, { functionCall: { id: "c1", name: "look", args: { at: [1, 2] } } }],
      },
      {
        role: "user",
        parts: [
          { text: "and?" },
          { functionResponse: { id: "c1", name: "look", response: { output: "a cat" } } },
        ],
      },
    ]);
    expect(sent[0]?.config).toMatchObject({
      maxOutputTokens: 100,
      systemInstruction: "Be brief.",
      temperature: 0.5,
      stopSequences: ["END"],
      toolConfig: { functionCallingConfig: { mode: "ANY" } },
    });
  });

  it.each([
    ["STOP", "endTurn"],
    ["MAX_TOKENS", "maxTokens"],
    ["SAFETY", "SAFETY"],
  ])("finish reason %s is %s", async (finishReason, want) => {
    const { handler } = recording({ candidates: [{ ...hello.candidates?.[0], finishReason }] });
    expect(await handler(conversation, params, context)).toMatchObject({
      stopReason: want,
      model: "gemini-default",
    });
  });

  it("distinguishes two calls without ids", async () => {
    const parts = [{ functionCall: { name: "look", args: { at: [1] } } }, { functionCall: { name: "look" } }];
    const { handler } = recording({ candidates: [{ content: { parts } }] });
    expect(await handler(conversation, params, context)).toMatchObject({
      content: [
        { type: "tool_use", id: "call-0", name: "look", input: { at: [1] } },
        { type: "tool_use", id: "call-1", name: "look", input: {} },
      ],
    });
  });

  it("leaves out the model's reasoning", async () => {
    const parts = [{ text: "Let me think.", thought: true }, { text: "hello" }];
    const { handler } = recording({ candidates: [{ content: { parts } }] });
    expect(await handler(conversation, params, context)).toMatchObject({
      content: { type: "text", text: "hello" },
    });
  });

  it("rejects an answer without a candidate", async () => {
    await expect(recording({}).handler(conversation, params, context)).rejects.toThrow("without a candidate");
  });
});
