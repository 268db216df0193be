import Anthropic from "@anthropic-ai/sdk";
import { createAnthropic as anthropic6 } from "@ai-sdk/anthropic";
import { type Content, GoogleGenAI } from "@google/genai";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { Agent as MastraAgent } from "@mastra/core/agent";
import { Agent, OpenAIProvider, Runner } from "@openai/agents";
import * as ai6 from "ai";
import * as ai5 from "ai-5";
import * as ai7 from "ai-7";
import { createAnthropic as anthropic5 } from "anthropic-5";
import { createAnthropic as anthropic7 } from "anthropic-7";
import { createAgent } from "langchain";
import OpenAI from "openai";
import {
  aiSdkTools,
  anthropicTools,
  googleTools,
  langchainTools,
  mastraTools,
  openaiAgentsTools,
  openaiChatTools,
  openaiResponsesTools,
  type ToolSource,
} from "../../../../../src/runtime/agents.js";
import { CHAT, GOOGLE_CONTENT, MESSAGES, RESPONSES } from "./protocols.js";
import { type Played, playing, type Protocol, type Turn } from "./provider.js";

/** Plays a script to an agent of one package that has the tools of `source`. */
export type Play = (source: ToolSource, script: readonly Turn[]) => Promise<Played>;

const asking = (protocol: Protocol, use: (baseURL: string, source: ToolSource) => Promise<unknown>): Play => {
  return (source, script) => playing(protocol, script, (baseURL) => use(baseURL, source));
};

const ask = { prompt: "Help.", maxRetries: 0, maxOutputTokens: 100 };
const claude = "claude-sonnet-4-5";
const at = (baseURL: string) => ({ apiKey: "key", baseURL: `${baseURL}/v1` });

/** A loop that has the model's calls run until it makes none. */
async function loop<Message>(
  messages: Message[],
  turn: (messages: Message[]) => Promise<readonly Message[]>,
): Promise<void> {
  for (;;) {
    const more = await turn(messages);
    if (more.length === 0) return;
    messages.push(...more);
  }
}

/** Each package with an agent of its own, and a loop where it has none. */
export const PACKAGES: readonly (readonly [string, Play])[] = [
  [
    "ai 5",
    asking(MESSAGES, async (url, source) =>
      ai5.generateText({
        ...{ ...ask, model: anthropic5(at(url))(claude), tools: await aiSdkTools(source) },
        stopWhen: ai5.stepCountIs(5),
      }),
    ),
  ],
  [
    "ai 6",
    asking(MESSAGES, async (url, source) =>
      ai6.generateText({
        ...{ ...ask, model: anthropic6(at(url))(claude), tools: await aiSdkTools(source) },
        stopWhen: ai6.stepCountIs(5),
      }),
    ),
  ],
  [
    "ai 7",
    asking(MESSAGES, async (url, source) =>
      ai7.generateText({
        ...{ ...ask, model: anthropic7(at(url))(claude), tools: await aiSdkTools(source) },
        stopWhen: ai7.stepCountIs(5),
      }),
    ),
  ],
  [
    "@anthropic-ai/sdk",
    asking(MESSAGES, async (baseURL, source) => {
      const { tools } = await anthropicTools(source);
      await new Anthropic({ apiKey: "key", baseURL }).beta.messages.toolRunner({
        ...{ model: "claude-x", max_tokens: 100, tools },
        messages: [{ role: "user", content: "Help." }],
      });
    }),
  ],
  [
    "openai, responses",
    asking(RESPONSES, async (baseURL, source) => {
      const client = new OpenAI({ apiKey: "key", baseURL });
      const { tools, run } = await openaiResponsesTools(source);
      const first: OpenAI.Responses.ResponseInput = [{ role: "user", content: "Help." }];
      await loop(first, async (input) => {
        const { output } = await client.responses.create({ model: "gpt-5", input, tools });
        const answers = await run(output);
        return answers.length === 0 ? [] : [...(output as OpenAI.Responses.ResponseInputItem[]), ...answers];
      });
    }),
  ],
  [
    "openai, chat",
    asking(CHAT, async (baseURL, source) => {
      const client = new OpenAI({ apiKey: "key", baseURL });
      const { tools, run } = await openaiChatTools(source);
      const first: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Help." }];
      await loop(first, async (messages) => {
        const { choices } = await client.chat.completions.create({ model: "gpt-5", messages, tools });
        const { message } = choices[0]!;
        return message.tool_calls === undefined ? [] : [message, ...(await run(message.tool_calls))];
      });
    }),
  ],
  [
    "@openai/agents",
    asking(RESPONSES, async (baseURL, source) => {
      const agent = new Agent({ name: "helper", model: "gpt-5", tools: await openaiAgentsTools(source) });
      const modelProvider = new OpenAIProvider({ apiKey: "key", baseURL, useResponses: true });
      await new Runner({ modelProvider, tracingDisabled: true }).run(agent, "Help.");
    }),
  ],
  [
    "@google/genai",
    asking(GOOGLE_CONTENT, async (baseUrl, source) => {
      const ai = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl } });
      const { tools, run } = await googleTools(source);
      const first: Content = { role: "user", parts: [{ text: "Help." }] };
      await loop([first], async (contents) => {
        const { candidates, functionCalls } = await ai.models.generateContent({
          ...{ model: "gemini-x", contents, config: { tools } },
        });
        if (functionCalls === undefined) return [];
        return [candidates![0]!.content!, { role: "user", parts: await run(functionCalls) }];
      });
    }),
  ],
  [
    "langchain",
    asking(CHAT, async (baseURL, source) => {
      const model = new ChatOpenAI({
        ...{ model: "gpt-x", apiKey: "key", maxRetries: 0, configuration: { baseURL } },
      });
      const agent = createAgent({ model, tools: await langchainTools(source, tool) });
      await agent.invoke({ messages: [{ role: "user", content: "Help." }] });
    }),
  ],
  [
    "@mastra/core",
    asking(MESSAGES, async (url, source) => {
      const model = anthropic5(at(url))(claude);
      const tools = await mastraTools(source);
      const agent = new MastraAgent({ id: "helper", name: "Helper", instructions: "Help.", model, tools });
      await agent.generate("Help.", { maxSteps: 5 });
    }),
  ],
];
