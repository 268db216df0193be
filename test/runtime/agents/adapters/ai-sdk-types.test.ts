import type * as ai6 from "ai";
import type * as ai5 from "ai-5";
import type * as ai7 from "ai-7";
import { describe, expectTypeOf, it } from "vitest";
import { type AiSdkTool, type AiSdkTools, aiSdkTools } from "../../../../src/runtime/agents.js";
import type { ServerClient } from "../../../../src/runtime/index.js";

interface Shop {
  find: { input: { text: string; limit?: number }; output: string[] };
  buy: { input: { id: number }; output: unknown };
  "gift.wrap": { input: { paper: string }; output: unknown };
}
type Client = ServerClient<Shop>;
type Tools = AiSdkTools<Client>;
type Input<Call, Name> = Call extends { toolName: Name; dynamic?: false | undefined; input: infer I }
  ? I
  : never;

describe("tools of the AI SDK", () => {
  it("are a set of tools to every version, by the names that the SDK takes", () => {
    expectTypeOf<keyof Tools>().toEqualTypeOf<"find" | "buy">();
    expectTypeOf<Tools>().toExtend<ai5.ToolSet>();
    expectTypeOf<Tools>().toExtend<ai6.ToolSet>();
    expectTypeOf<Tools>().toExtend<ai7.ToolSet>();
  });

  it("give a call the arguments of its tool", () => {
    expectTypeOf<Input<ai5.TypedToolCall<Tools>, "find">>().toEqualTypeOf<Shop["find"]["input"]>();
    expectTypeOf<Input<ai6.TypedToolCall<Tools>, "find">>().toEqualTypeOf<Shop["find"]["input"]>();
    expectTypeOf<Input<ai7.TypedToolCall<Tools>, "buy">>().toEqualTypeOf<Shop["buy"]["input"]>();
    // @ts-expect-error another tool's arguments
    expectTypeOf<Input<ai6.TypedToolCall<Tools>, "buy">>().toEqualTypeOf<Shop["find"]["input"]>();
  });

  it("keep their names where the options choose none", () => {
    type Made<Options> = AiSdkTools<Client, Options>;
    expectTypeOf<Made<{ maxChars: number }>>().toEqualTypeOf<Tools>();
    expectTypeOf<Made<{ readOnly: true }>>().toEqualTypeOf<Readonly<Record<string, AiSdkTool>>>();
    expectTypeOf<Made<{ only: string }>>().toEqualTypeOf<Readonly<Record<string, AiSdkTool>>>();
    const typed = (shop: Client) => aiSdkTools(shop, { maxChars: 100 });
    expectTypeOf(typed).returns.resolves.toEqualTypeOf<Tools>();
  });

  it("of several servers have names that only the program knows", () => {
    const several = (shop: Client, other: Client) => aiSdkTools([shop, other]);
    expectTypeOf(several).returns.resolves.toEqualTypeOf<Readonly<Record<string, AiSdkTool>>>();
    const side = async (
      shop: Client,
      other: ServerClient<{ say: { input: { word: string }; output: unknown } }>,
    ) => ({
      ...(await aiSdkTools(shop)),
      ...(await aiSdkTools(other)),
    });
    expectTypeOf(side).returns.toExtend<Promise<ai6.ToolSet>>();
    type Side = Awaited<ReturnType<typeof side>>;
    expectTypeOf<Input<ai6.TypedToolCall<Side>, "say">>().toEqualTypeOf<{ word: string }>();
  });
});
