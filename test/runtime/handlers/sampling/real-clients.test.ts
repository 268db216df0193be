import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Anthropic from "@anthropic-ai/sdk";
import { GoogleGenAI } from "@google/genai";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import type { SamplingHandler } from "../../../../src/runtime/handlers/sampling/sampling-handler.js";
import { anthropicSampling, googleSampling, openaiSampling } from "../../../../src/runtime/sampling.js";
import { context, conversation, params } from "./conversation.js";

/** The packages that people use, and what the API behind each answers. That this file compiles is half of the test. */
const CLIENTS: readonly {
  readonly name: string;
  readonly handler: (baseUrl: string) => SamplingHandler;
  readonly answer: object;
  readonly path: RegExp;
}[] = [
  {
    name: "@anthropic-ai/sdk",
    handler: (baseURL) =>
      anthropicSampling({
        client: new Anthropic({ apiKey: "key", baseURL }),
        defaultModel: "claude-x",
      }),
    path: /^\/v1\/messages/,
    answer: {
      id: "1",
      type: "message",
      role: "assistant",
      model: "claude-x",
      stop_reason: "end_turn",
      content: [{ type: "text", text: "A cat." }],
      usage: { input_tokens: 1, output_tokens: 1 },
    },
  },
  {
    name: "openai",
    handler: (baseURL) =>
      openaiSampling({ client: new OpenAI({ apiKey: "key", baseURL }), defaultModel: "gpt-5" }),
    path: /^\/chat\/completions/,
    answer: {
      id: "1",
      object: "chat.completion",
      created: 1,
      model: "gpt-5",
      choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "A cat." } }],
    },
  },
  {
    name: "@google/genai",
    handler: (baseUrl) =>
      googleSampling({
        client: new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl } }),
        defaultModel: "gemini-2.5-pro",
      }),
    path: /gemini-2\.5-pro:generateContent/,
    answer: {
      modelVersion: "gemini-2.5-pro",
      candidates: [
        { index: 0, finishReason: "STOP", content: { role: "model", parts: [{ text: "A cat." }] } },
      ],
    },
  },
];

/** Runs `use` beside an HTTP server that answers everything with `answer`; resolves to the path and body of each request. */
async function answering(answer: object, use: (baseUrl: string) => Promise<unknown>) {
  const requests: { readonly path: string; readonly body: string }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      requests.push({ path: request.url ?? "", body: Buffer.concat(parts).toString() });
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  return requests;
}

describe.each(CLIENTS)("a client of $name", ({ handler, answer, path }) => {
  it("answers a server's request for sampling", async () => {
    const requests = await answering(answer, async (baseUrl) => {
      const result = await handler(baseUrl)(conversation, params, context);
      expect(result).toMatchObject({
        role: "assistant",
        stopReason: "endTurn",
        content: { type: "text", text: "A cat." },
      });
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]?.path).toMatch(path);
    for (const said of ["What is in it?", "aW1n", "Let me look.", "a cat", "Be brief.", "END", "Looks."])
      expect(requests[0]?.body).toContain(said);
  });
});
