import { Agent } from "@mastra/core/agent";
import { Mastra } from "@mastra/core/mastra";
import { InMemoryStore } from "@mastra/core/storage";
import { createAnthropic } from "anthropic-5";
import { afterAll, describe, expect, it } from "vitest";
import { mastraTools } from "../../../../src/runtime/agents.js";
import { MESSAGES } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { PICTURE, PIXEL, SCENARIOS, UNKNOWN, DELETION } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("mastra");
afterAll(() => shop.close());

/** Plays a script to an agent of Mastra; calls that a person has to allow are approved or declined. */
function play(script: readonly Turn[], allow = false): Promise<Played> {
  return playing(MESSAGES, script, async (baseUrl) => {
    const model = createAnthropic({ apiKey: "key", baseURL: `${baseUrl}/v1` })("claude-sonnet-4-5");
    const tools = await mastraTools(shop.client);
    const agent = new Agent({ id: "helper", name: "Helper", instructions: "Help.", model, tools });
    new Mastra({ agents: { agent }, storage: new InMemoryStore(), logger: false });
    const { finishReason, runId = "" } = await agent.generate("Help.", { maxSteps: 5 });
    if (finishReason !== "suspended") return;
    await (allow ? agent.approveToolCallGenerate({ runId }) : agent.declineToolCallGenerate({ runId }));
  });
}

describe("tools for Mastra", () => {
  it.each(SCENARIOS)("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
  });

  it("tell an image as an image", async () => {
    expect((await play(PICTURE)).told).toMatchObject([{ text: "A pixel:", images: [PIXEL] }]);
  });

  it.each([
    ["runs a call that is approved", true, ["7"]],
    ["does not run a call that is refused", false, []],
  ])("%s", async (_, allow, deleted) => {
    const { told } = await play(DELETION, allow);
    expect(shop.deleted.splice(0)).toEqual(deleted);
    expect(told).toHaveLength(1);
  });

  it("leave it to Mastra to tell a model that calls what is not offered", async () => {
    const { told } = await play(UNKNOWN);
    expect(told).toMatchObject([{ text: expect.stringMatching(/forecats/) as string }]);
  });

  it("answer with a text where there is nothing else", async () => {
    const { forecast } = await mastraTools(shop.client);
    expect(await forecast?.execute({ city: "Oslo" })).toBe("Oslo: 1 days of rain");
  });

  it("take the arguments as @mastra/core 0.24 passes them", async () => {
    const { forecast } = await mastraTools(shop.client);
    const call = { context: { city: "Oslo" }, runId: "r", runtimeContext: new Map() };
    expect(await forecast?.execute(call)).toBe("Oslo: 1 days of rain");
  });

  it("answer @mastra/core 0.24, which takes only text, with an image's type and size", async () => {
    const { picture } = await mastraTools(shop.client);
    const call = { context: {}, runId: "r", runtimeContext: new Map() };
    expect(await picture?.execute(call)).toMatch(/^A pixel:\n\[image: image\/png, \d+ bytes, not shown/);
  });

  it.each([
    ["destructive" as const, ["delete_order"]],
    ["writes" as const, ["delete_order", "forecast", "picture"]],
    ["never" as const, []],
  ])("require approval: %s", async (needsApproval, want) => {
    const tools = Object.values(await mastraTools(shop.client, { needsApproval }));
    expect(tools.flatMap(({ id, requireApproval }) => (requireApproval ? id : [])).sort()).toEqual(want);
  });
});
