import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client } from "../../../src/runtime/index.js";
import type { JsonObject } from "../../../src/shared/json/json.js";

/** A call to a real server and what it answered; recorded once, with another client, on a fresh server. */
interface RealCall {
  readonly server: string;
  readonly kind: "tool" | "prompt" | "read" | "complete";
  readonly name: string;
  readonly arguments?: JsonObject;
  readonly result: JsonObject;
  readonly progressEvents?: number;
}

const calls = JSON.parse(
  readFileSync(new URL("../../fixtures/real-calls.json", import.meta.url), "utf8"),
) as RealCall[];
const folder = mkdtempSync(join(tmpdir(), "fmcp-calls-"));
const fs = join(folder, "fs");

const programs: Record<string, { args: string[]; env?: Record<string, string> }> = {
  everything: { args: ["everything"] },
  filesystem: { args: ["filesystem", fs] },
  memory: { args: ["memory"], env: { MEMORY_FILE_PATH: join(folder, "memory.jsonl") } },
};

beforeAll(() => {
  mkdirSync(join(fs, "sub"), { recursive: true });
  writeFileSync(join(fs, "a.txt"), "alpha\nbeta\ngamma\n");
  writeFileSync(join(fs, "sub/b.json"), '{"k":1}');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(Object.keys(programs))("real calls: %s", (name) => {
  let client: Client;
  beforeAll(async () => {
    const { args, env = {} } = programs[name]!;
    const [server, ...rest] = args;
    const script = fileURLToPath(import.meta.resolve(`@modelcontextprotocol/server-${server}/dist/index.js`));
    client = await Client.connect({
      command: process.execPath,
      args: [script, ...rest],
      env,
      stderr: "ignore",
      keepAlive: false,
    });
  });
  afterAll(() => client.close());

  it.each(calls.filter(({ server }) => server === name).map((call) => [call.kind, call.name, call] as const))(
    "%s %s",
    async (_kind, _name, call) => {
      let progress = 0;
      const answer = await ask(client, filled(call), () => void progress++);
      expect(answer).toEqual(wanted(filled(call).result));
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

/** `{fs}` stands for the served folder. */
function filled(call: RealCall): RealCall {
  return JSON.parse(JSON.stringify(call).replaceAll("{fs}", JSON.stringify(fs).slice(1, -1))) as RealCall;
}

/** Long strings are recorded as their start and length; a clock time is whatever it is now. */
function wanted(value: unknown): unknown {
  if (typeof value === "string") {
    const clock = / at \d+:\d+:\d+ [AP]M$/;
    return clock.test(value) ? expect.stringContaining(value.replace(clock, " at ")) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(wanted);
  const { startsWith, length } = value as { startsWith?: string; length?: number };
  if (startsWith !== undefined)
    return expect.toSatisfy((it: string) => it.startsWith(startsWith) && it.length === length);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wanted(item)]));
}
