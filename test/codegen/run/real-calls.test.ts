import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { introspect, parseConfig } from "../../../src/codegen/index.js";
import type { PromptResult, ResourceContent, ToolResult } from "../../../src/runtime/index.js";
import { type AnyClient, generatedClient } from "../../support/generated-client.js";
import { type RealCall, realServers, wanted } from "../../support/real-calls.js";

const servers = realServers();
afterAll(() => servers.remove());

describe.each(servers.names)("real calls through the generated client of %s", (key) => {
  let client: AnyClient;
  let nameOf: Awaited<ReturnType<typeof generatedClient>>["nameOf"];

  beforeAll(async () => {
    const entry = servers.target(key);
    const { models, failures } = await introspect(parseConfig({ mcpServers: { [key]: entry } }).servers);
    expect(failures).toEqual([]);
    const generated = await generatedClient(models[0]!, `real-calls/${key}`);
    ({ nameOf } = generated);
    client = generated.create({ target: { ...entry, keepAlive: false } });
  }, 30_000);
  afterAll(() => client.$close());

  it.each(servers.callsOf(key).map((call) => [call.kind, call.name, call] as const))(
    "%s %s",
    async (_kind, _name, call) => {
      let progress = 0;
      expect(await ask(call, () => void progress++)).toEqual(wanted(call.result));
      expect(progress).toBe(call.progressEvents ?? 0);
    },
  );

  async function ask(call: RealCall, onProgress: () => void): Promise<unknown> {
    const { kind, name, arguments: args = {} } = call;
    switch (kind) {
      case "tool":
        return askTool(call, onProgress);
      case "prompt": {
        const method = client.prompts[nameOf("prompt", name)!]!;
        const { messages, description } = (await method(args)) as PromptResult;
        return { messages, ...(description !== undefined && { description }) };
      }
      case "read":
        return { contents: ((await client.resources["read"]!(name)) as ResourceContent).contents };
      case "complete": {
        const { name: argument, value } = args["argument"] as { name: string; value: string };
        const method = nameOf("prompt", name);
        return { completion: await client.$completePrompt(method as never, argument as never, value) };
      }
    }
  }

  async function askTool(call: RealCall, onProgress: () => void): Promise<unknown> {
    const { name, arguments: args = {}, result: recorded } = call;
    // What the server itself is to refuse must not be refused before it gets there.
    const failing = recorded["isError"] === true;
    const options = {
      raiseOnError: false,
      onProgress,
      ...(failing && { validate: "off" as const }),
    } as const;
    const whole: ToolResult = await client.$call(name as never, args as never, options);
    const { content, structuredContent, isError } = whole;
    if (failing) await expect(client[nameOf("tool", name)!]!(args)).rejects.toMatchObject({ server: key });
    return {
      content: [...content],
      ...(structuredContent !== undefined && { structuredContent }),
      ...(isError && { isError }),
    };
  }
});
