import OpenAI from "openai";
import { afterAll, describe, expect, it } from "vitest";
import { openaiChatTools, type OpenAiOptions, openaiResponsesTools } from "../../../../src/runtime/agents.js";
import { CHAT, RESPONSES } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { DELETION, PICTURE, PIXEL, SCENARIOS, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("openai");
afterAll(() => shop.close());

type Play = (script: readonly Turn[], options?: OpenAiOptions) => Promise<Played>;

const responses: Play = (script, options) =>
  playing(RESPONSES, script, async (baseURL) => {
    const client = new OpenAI({ apiKey: "key", baseURL });
    const { tools, run } = await openaiResponsesTools(shop.client, options);
    const input: OpenAI.Responses.ResponseInput = [{ role: "user", content: "Help." }];
    for (;;) {
      const { output } = await client.responses.create({ model: "gpt-5", input, tools });
      const answers = await run(output);
      if (answers.length === 0) break;
      // the types of the package itself do not let its output be its input
      input.push(...(output as OpenAI.Responses.ResponseInputItem[]), ...answers);
    }
  });

const chat: Play = (script, options) =>
  playing(CHAT, script, async (baseURL) => {
    const client = new OpenAI({ apiKey: "key", baseURL });
    const { tools, run } = await openaiChatTools(shop.client, options);
    const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "Help." }];
    for (;;) {
      const { choices } = await client.chat.completions.create({ model: "gpt-5", messages, tools });
      const message = choices[0]!.message;
      if (message.tool_calls === undefined) break;
      messages.push(message, ...(await run(message.tool_calls)));
    }
  });

describe.each<[string, Play, object]>([
  ["responses.create", responses, { images: [`data:image/png;base64,${PIXEL}`] }],
  [
    "chat.completions.create",
    chat,
    {
      text: expect.stringMatching(/\[image: image\/png, 70 bytes, not shown: only text can be\]$/) as string,
    },
  ],
])("openai, %s", (_, play, picture) => {
  it.each(SCENARIOS)("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
  });

  it("takes null for an argument that is left out", async () => {
    const args = { city: "Oslo", days: null };
    const { told } = await play([[{ id: "c1", name: "forecast", args }], "Rain."]);
    expect(told).toMatchObject([{ text: "Oslo: 1 days of rain" }]);
  });

  it("tells an image as the interface can take it", async () => {
    expect((await play(PICTURE)).told).toMatchObject([picture]);
  });

  it("does not run a call that is refused", async () => {
    const { told } = await play(DELETION, { approve: () => false });
    expect(told).toMatchObject([{ text: "The user did not allow the call of delete_order." }]);
    expect(shop.deleted).toEqual([]);
  });

  it("runs a call that is approved", async () => {
    shop.deleted.length = 0;
    expect((await play(DELETION, { approve: () => true })).told).toMatchObject([{ text: "deleted 7" }]);
    expect(shop.deleted.splice(0)).toEqual(["7"]);
  });

  it("tells a model that calls what is not offered", async () => {
    expect((await play(UNKNOWN)).told).toMatchObject([
      { text: 'There is no tool "forecats". Did you mean "forecast"?' },
    ]);
  });
});
