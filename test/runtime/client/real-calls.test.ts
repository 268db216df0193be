import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import { type RealCall, realServers, wanted } from "../../support/real-calls.js";

const servers = realServers();
afterAll(() => servers.remove());

describe.each(servers.names)("real calls: %s", (name) => {
  let client: Client;
  beforeAll(async () => {
    client = await Client.connect({ ...servers.target(name), keepAlive: false });
  });
  afterAll(() => client.close());

  it.each(servers.callsOf(name).map((call) => [call.kind, call.name, call] as const))(
    "%s %s",
    async (_kind, _name, call) => {
      let progress = 0;
      expect(await ask(client, call, () => void progress++)).toEqual(wanted(call.result));
      expect(progress).toBe(call.progressEvents ?? 0);
    },
  );
});

async function ask(
  client: Client,
  { kind, name, arguments: args = {} }: RealCall,
  onProgress: () => void,
): Promise<unknown> {
  switch (kind) {
    case "tool": {
      const { content, structuredContent, isError } = await client.callTool(name, args, {
        raiseOnError: false,
        onProgress,
      });
      return {
        content: [...content],
        ...(structuredContent !== undefined && { structuredContent }),
        ...(isError && { isError }),
      };
    }
    case "prompt": {
      const { messages, description } = await client.getPrompt(name, args);
      return { messages, ...(description !== undefined && { description }) };
    }
    case "read":
      return { contents: (await client.readResource(name)).contents };
    case "complete":
      return {
        completion: await client.complete(
          { type: "ref/prompt", name },
          args["argument"] as { name: string; value: string },
        ),
      };
  }
}
