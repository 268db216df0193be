import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { createAgent } from "langchain";
import { afterAll, describe, expect, it } from "vitest";
import { type AgentOptions, langchainTools } from "../../../../src/runtime/agents.js";
import { CHAT } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { PICTURE, PIXEL, scenarios, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("langchain");
afterAll(() => shop.close());

function play(script: readonly Turn[], options?: AgentOptions): Promise<Played> {
  return playing(CHAT, script, async (baseURL) => {
    const model = new ChatOpenAI({
      model: "gpt-x",
      apiKey: "key",
      maxRetries: 0,
      configuration: { baseURL },
    });
    const agent = createAgent({ model, tools: await langchainTools(shop.client, tool, options) });
    await agent.invoke({ messages: [{ role: "user", content: "Help." }] });
  });
}

describe("langchain", () => {
  it.each(scenarios(/did not match expected schema\nDetails: .*days/))("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
  });

  it("tells an image by its type, as Chat Completions takes no other", async () => {
    const { told } = await play(PICTURE);
    expect(told).toMatchObject([
      { text: expect.stringContaining("[image: image/png, ") as string, images: [] },
    ]);
  });

  it("tells an image as an image where `media` says that the model takes it", async () => {
    expect((await play(PICTURE, { media: ["image/png"] })).told).toMatchObject([
      { text: "A pixel:", images: [`data:image/png;base64,${PIXEL}`] },
    ]);
  });

  it("goes on when the model calls what is not offered", async () => {
    const { told } = await play(UNKNOWN);
    expect(told).toMatchObject([{ text: expect.stringMatching(/forecats/) as string }]);
  });
});
