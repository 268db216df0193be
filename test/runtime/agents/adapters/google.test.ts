import { type Content, GoogleGenAI } from "@google/genai";
import { afterAll, describe, expect, it } from "vitest";
import { type AgentOptions, type Approval, googleTools } from "../../../../src/runtime/agents.js";
import { GOOGLE_CONTENT } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { DELETION, PICTURE, PIXEL, SCENARIOS, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("google");
afterAll(() => shop.close());

type Play = (script: readonly Turn[], options?: AgentOptions & Approval) => Promise<Played>;

const model = "gemini-x";

const automatic: Play = (script, options) =>
  playing(GOOGLE_CONTENT, script, async (baseUrl) => {
    const ai = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl } });
    const tools = [await googleTools(shop.client, options)];
    await ai.models.generateContent({ model, contents: "Help.", config: { tools } });
  });

const loop: Play = (script, options) =>
  playing(GOOGLE_CONTENT, script, async (baseUrl) => {
    const ai = new GoogleGenAI({ apiKey: "key", httpOptions: { baseUrl } });
    const { tools, run } = await googleTools(shop.client, options);
    const contents: Content[] = [{ role: "user", parts: [{ text: "Help." }] }];
    for (;;) {
      const { candidates, functionCalls } = await ai.models.generateContent({
        model,
        contents,
        config: { tools },
      });
      if (functionCalls === undefined) break;
      contents.push(candidates![0]!.content!, { role: "user", parts: await run(functionCalls) });
    }
  });

describe.each<[string, Play]>([
  ["which calls by itself", automatic],
  ["in a loop", loop],
])("@google/genai, %s", (_, play) => {
  it.each(SCENARIOS)("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
  });

  it("tells an image as an image", async () => {
    expect((await play(PICTURE)).told).toMatchObject([{ text: "A pixel:", images: [PIXEL] }]);
  });

  it("does not run a call that is refused", async () => {
    const { told } = await play(DELETION, { approve: () => false });
    expect(told).toMatchObject([{ text: "The user did not allow the call of delete_order.", isError: true }]);
    expect(shop.deleted).toEqual([]);
  });

  it("runs a call that is approved", async () => {
    shop.deleted.length = 0;
    expect((await play(DELETION, { approve: () => true })).told).toMatchObject([{ text: "deleted 7" }]);
    expect(shop.deleted.splice(0)).toEqual(["7"]);
  });

  it("tells a model that calls what is not offered", async () => {
    expect((await play(UNKNOWN)).told).toMatchObject([
      { text: 'There is no tool "forecats". Did you mean "forecast"?', isError: true },
    ]);
  });
});
