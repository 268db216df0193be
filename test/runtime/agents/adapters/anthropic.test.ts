import Anthropic from "@anthropic-ai/sdk";
import { afterAll, describe, expect, it } from "vitest";
import { type AgentOptions, anthropicTools, type Approval } from "../../../../src/runtime/agents.js";
import { Content } from "../../../../src/runtime/results/content.js";
import { MESSAGES } from "./support/protocols.js";
import { type Played, playing, type Turn } from "./support/provider.js";
import { DELETION, PICTURE, PIXEL, SCENARIOS, UNKNOWN } from "./support/scenarios.js";
import { openShop } from "./support/shop.js";

const shop = await openShop("anthropic");
afterAll(() => shop.close());

type Play = (script: readonly Turn[], options?: AgentOptions & Approval) => Promise<Played>;

const REQUEST = { model: "claude-x", max_tokens: 100 };
const QUESTION: Anthropic.MessageParam = { role: "user", content: "Help." };

const loop: Play = (script, options) =>
  playing(MESSAGES, script, async (baseURL) => {
    const client = new Anthropic({ apiKey: "key", baseURL });
    const { tools, run } = await anthropicTools(shop.client, options);
    const messages: Anthropic.MessageParam[] = [QUESTION];
    for (;;) {
      const message = await client.messages.create({ ...REQUEST, messages, tools });
      if (message.stop_reason !== "tool_use") break;
      messages.push(
        { role: "assistant", content: message.content },
        { role: "user", content: await run(message.content) },
      );
    }
  });

const toolRunner: Play = (script, options) =>
  playing(MESSAGES, script, async (baseURL) => {
    const client = new Anthropic({ apiKey: "key", baseURL });
    const { tools } = await anthropicTools(shop.client, options);
    await client.beta.messages.toolRunner({ ...REQUEST, messages: [QUESTION], tools });
  });

it("sends a PDF as a document", async () => {
  const blob = btoa("%PDF");
  const resource = { uri: "file:///a/report.pdf", mimeType: "application/pdf", blob };
  const content = new Content([{ type: "resource", resource }]);
  const { run } = await anthropicTools({
    name: "files",
    listTools: () => Promise.resolve([{ name: "read", inputSchema: { type: "object" } }]),
    callTool: () =>
      Promise.resolve({
        data: content,
        content,
        structuredContent: undefined,
        meta: undefined,
        isError: false,
      }),
  });
  const [result] = await run([{ type: "tool_use", id: "1", name: "read", input: {} }]);
  const answer: Anthropic.ToolResultBlockParam = result as NonNullable<typeof result>;
  const source = { type: "base64", media_type: "application/pdf", data: blob };
  expect(answer.content).toEqual([{ type: "document", source, title: "report.pdf" }]);
});

describe.each<[string, Play]>([
  ["a loop over messages.create", loop],
  ["the tool runner", toolRunner],
])("@anthropic-ai/sdk, %s", (_, play) => {
  it.each(SCENARIOS)("$title", async ({ script, told }) => {
    const played = await play(script);
    expect(played.told).toMatchObject(told);
    expect(played.bodies).toHaveLength(script.length);
  });

  it("marks wrong arguments as a failure, and right ones not", async () => {
    const script: readonly Turn[] = [
      [
        { id: "c1", name: "forecast", args: { city: 1 } },
        { id: "c2", name: "forecast", args: { city: "Oslo" } },
      ],
      "Rain.",
    ];
    expect((await play(script)).told).toMatchObject([{ isError: true }, { isError: false }]);
  });

  it("tells an image as an image", async () => {
    expect((await play(PICTURE)).told).toMatchObject([{ text: "A pixel:", images: [PIXEL] }]);
  });

  it("does not run a call that is refused", async () => {
    const { told } = await play(DELETION, { approve: ({ tool }) => tool.name !== "delete_order" });
    expect(told).toMatchObject([
      {
        text: expect.stringMatching(/The user did not allow the call of delete_order\.$/) as string,
        isError: true,
      },
    ]);
    expect(shop.deleted).toEqual([]);
  });

  it("runs a call that is approved", async () => {
    shop.deleted.length = 0;
    expect(
      (await play(DELETION, { approve: ({ tool }) => tool.name === "delete_order" })).told,
    ).toMatchObject([{ text: "deleted 7" }]);
    expect(shop.deleted.splice(0)).toEqual(["7"]);
  });

  it("tells a model that calls what is not offered", async () => {
    expect((await play(UNKNOWN)).told).toMatchObject([
      { text: expect.stringMatching(/forecats/) as string, isError: true },
    ]);
  });
});
