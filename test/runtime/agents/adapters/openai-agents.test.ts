import { Agent, OpenAIProvider, Runner } from "@openai/agents";
import { afterAll, describe, expect, it } from "vitest";
import { openaiAgentsTools } from "../../../../src/runtime/agents.js";
import { RESPONSES } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { DELETION, PICTURE, PIXEL, SCENARIOS, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("openai-agents");
afterAll(() => shop.close());

/** Plays the script; calls that a person has to allow are approved or rejected. */
function play(script: readonly Turn[], allow = false): Promise<Played> {
  return playing(RESPONSES, script, async (baseURL) => {
    const agent = new Agent({
      name: "helper",
      model: "gpt-5",
      tools: await openaiAgentsTools(shop.client),
    });
    const modelProvider = new OpenAIProvider({ apiKey: "key", baseURL, useResponses: true });
    const runner = new Runner({ modelProvider, tracingDisabled: true });
    let result = await runner.run(agent, "Help.");
    while (result.interruptions.length > 0) {
      for (const call of result.interruptions)
        if (allow) result.state.approve(call);
        else result.state.reject(call);
      result = await runner.run(agent, result.state);
    }
  });
}

describe("@openai/agents", () => {
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

  it("tells an image as an image", async () => {
    expect((await play(PICTURE)).told).toMatchObject([
      { text: "A pixel:", images: [`data:image/png;base64,${PIXEL}`] },
    ]);
  });

  it.each([
    ["runs a call that is approved", true, ["7"]],
    ["does not run a call that is rejected", false, []],
  ])("%s", async (_, allow, deleted) => {
    shop.deleted.length = 0;
    const { told } = await play(DELETION, allow);
    expect(shop.deleted).toEqual(deleted);
    expect(told).toHaveLength(1);
  });

  it.each([
    ["no JSON", "{bad", /arguments/],
    ["no object", [1], /The arguments of forecast are not a JSON object/],
  ])("tells what is wrong with arguments that are %s, and goes on", async (_, args, want) => {
    const { told, bodies } = await play([[{ id: "c1", name: "forecast", args }], "Sorry."]);
    expect(told).toMatchObject([{ text: expect.stringMatching(want) as string }]);
    expect(bodies).toHaveLength(2);
  });

  it("leaves it to the package to refuse what is not offered", async () => {
    await expect(play(UNKNOWN)).rejects.toThrow("Tool forecats not found in agent helper");
  });
});
