import * as ai6 from "ai";
import * as ai5 from "ai-5";
import * as ai7 from "ai-7";
import { createAnthropic as anthropic6 } from "@ai-sdk/anthropic";
import { createAnthropic as anthropic5 } from "anthropic-5";
import { createAnthropic as anthropic7 } from "anthropic-7";
import { afterAll, describe, expect, it } from "vitest";
import { type AgentOptions, aiSdkTools } from "../../../../src/runtime/agents.js";
import { MESSAGES } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { DELETION, PICTURE, PIXEL, SCENARIOS, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("ai-sdk");
afterAll(() => shop.close());

interface Outcome extends Played {
  /** Types of the parts of the result. */
  readonly left: readonly string[];
}
type Play = (script: readonly Turn[], options?: AgentOptions) => Promise<Outcome>;

const ask = { prompt: "Help.", maxRetries: 0, maxOutputTokens: 100 };
const settings = (baseUrl: string) => ({ apiKey: "key", baseURL: `${baseUrl}/v1` });

async function outcome(
  script: readonly Turn[],
  use: (baseUrl: string) => Promise<{ readonly content: readonly { readonly type: string }[] }>,
): Promise<Outcome> {
  let left: readonly string[] = [];
  const played = await playing(MESSAGES, script, async (baseUrl) => {
    left = (await use(baseUrl)).content.map(({ type }) => type);
  });
  return { ...played, left };
}

const VERSIONS: readonly (readonly [string, Play])[] = [
  [
    "5",
    (script, options) =>
      outcome(script, async (baseUrl) =>
        ai5.generateText({
          ...ask,
          model: anthropic5(settings(baseUrl))("claude-sonnet-4-5"),
          tools: await aiSdkTools(shop.client, options),
          stopWhen: ai5.stepCountIs(5),
        }),
      ),
  ],
  [
    "6",
    (script, options) =>
      outcome(script, async (baseUrl) =>
        ai6.generateText({
          ...ask,
          model: anthropic6(settings(baseUrl))("claude-sonnet-4-5"),
          tools: await aiSdkTools(shop.client, options),
          stopWhen: ai6.stepCountIs(5),
        }),
      ),
  ],
  [
    "7",
    (script, options) =>
      outcome(script, async (baseUrl) =>
        ai7.generateText({
          ...ask,
          model: anthropic7(settings(baseUrl))("claude-sonnet-4-5"),
          tools: await aiSdkTools(shop.client, options),
          stopWhen: ai7.stepCountIs(5),
        }),
      ),
  ],
];

type Tools = Awaited<ReturnType<typeof aiSdkTools>>;

/** Asks, and asks again with what a person said of the call that needed it. */
async function settle6(baseUrl: string, tools: Tools, approved: boolean): Promise<void> {
  const model = anthropic6(settings(baseUrl))("claude-sonnet-4-5");
  const user: ai6.ModelMessage = { role: "user", content: "Help." };
  const { content, response } = await ai6.generateText({ model, tools, messages: [user] });
  const answers = content.flatMap((part) =>
    part.type === "tool-approval-request"
      ? [{ type: "tool-approval-response" as const, approvalId: part.approvalId, approved }]
      : [],
  );
  const messages = [user, ...response.messages, { role: "tool" as const, content: answers }];
  await ai6.generateText({ model, tools, messages });
}

async function settle7(baseUrl: string, tools: Tools, approved: boolean): Promise<void> {
  const model = anthropic7(settings(baseUrl))("claude-sonnet-4-5");
  const user: ai7.ModelMessage = { role: "user", content: "Help." };
  const { content, response } = await ai7.generateText({ model, tools, messages: [user] });
  const answers = content.flatMap((part) =>
    part.type === "tool-approval-request"
      ? [{ type: "tool-approval-response" as const, approvalId: part.approvalId, approved }]
      : [],
  );
  const messages = [user, ...response.messages, { role: "tool" as const, content: answers }];
  await ai7.generateText({ model, tools, messages });
}

describe.each(VERSIONS)("ai %s", (version, play) => {
  it.each(SCENARIOS)("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
    expect(played.left.at(-1)).toBe("text");
  });

  it("tells an image as an image", async () => {
    expect((await play(PICTURE)).told).toMatchObject([{ text: "A pixel:", images: [PIXEL] }]);
  });

  it("goes on when the model calls what is not offered", async () => {
    const { told, bodies } = await play(UNKNOWN);
    expect(told).toMatchObject([{ text: expect.stringMatching(/forecats/) as string, isError: true }]);
    expect(bodies).toHaveLength(2);
  });

  it("runs what the options allow", async () => {
    shop.deleted.length = 0;
    await play(DELETION, { needsApproval: "never" });
    expect(shop.deleted).toEqual(["7"]);
  });

  it(
    version === "5" ? "has no approvals: it runs every call" : "asks before a destructive call",
    async () => {
      shop.deleted.length = 0;
      const { left } = await play(version === "5" ? DELETION : DELETION.slice(0, 1));
      expect(left.includes("tool-approval-request")).toBe(version !== "5");
      expect(shop.deleted).toEqual(version === "5" ? ["7"] : []);
    },
  );
});

describe.each([
  ["6", settle6],
  ["7", settle7],
])("ai %s", (_, settle) => {
  it.each([
    ["runs a call that is approved", true, ["7"]],
    ["does not run a call that is refused", false, []],
  ])("%s", async (__, approved, deleted) => {
    shop.deleted.length = 0;
    await playing(MESSAGES, DELETION, async (baseUrl) => {
      await settle(baseUrl, await aiSdkTools(shop.client), approved);
    });
    expect(shop.deleted).toEqual(deleted);
  });
});
