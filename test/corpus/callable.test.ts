import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../src/codegen/model/index.js";
import { canonicalJson } from "../../src/shared/json/canonical.js";
import type { Json, JsonObject } from "../../src/shared/json/json.js";
import { accepts, readSchema } from "../../src/shared/json-schema/index.js";
import { generatedClient } from "../support/generated-client.js";
import { randomOf, sample } from "../fuzz/sample.js";
import { hasCorpus, rawAnswers, readRecordings } from "./recordings.js";

const recordings = hasCorpus() ? [...readRecordings()] : [];
if (recordings.length === 0) console.log("skipped: no recordings of servers (set FMCP_CORPUS)");

/** Arguments that the schema accepts; `undefined` where chance finds none. */
function argumentsFor(schema: Json, seed: number): JsonObject | undefined {
  const document = readSchema(schema);
  for (let i = 0; i < 60; i++) {
    const candidate = sample(schema, schema, randomOf(seed * 1_000 + i));
    if (typeof candidate === "object" && candidate !== null && accepts(document, candidate, { matches }))
      return candidate as JsonObject;
  }
  return undefined;
}

/** What a pattern of a real server means: none of them is made to hang. */
function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}

/** A server of the recorded tools that keeps the arguments it was called with. */
function recorder(received: Map<string, unknown>): Server {
  const server = new Server({ name: "recorder", version: "1" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [] }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    received.set(params.name, params.arguments);
    return { content: [] };
  });
  return server;
}

const tally = { tools: 0, called: 0 };

describe.skipIf(recordings.length === 0)("every tool is callable with all that its schema allows", () => {
  it.each(recordings)("%s", { timeout: 120_000 }, async (key, recording) => {
    const model = buildModel(rawAnswers(key, recording));
    const { create, nameOf } = await generatedClient(model, `callable/${key}`);
    const received = new Map<string, unknown>();
    const client = create({ transport: recorder(received), validate: "input" });
    for (const [i, tool] of model.tools.entries()) {
      tally.tools++;
      const input = argumentsFor(tool.inputSchema, i + 1);
      if (input === undefined || tool.taskSupport === "required") continue;
      await client[nameOf("tool", tool.name)!]!(input);
      // as text: what a JSON value is, no more (the SDK's server gives its objects other prototypes)
      expect(canonicalJson(received.get(tool.name)), tool.name).toBe(canonicalJson(input));
      tally.called++;
    }
    await client.$close();
  });

  it("and chance found arguments for nearly all", () => {
    expect(tally.called / tally.tools).toBeGreaterThan(0.95);
  });
});
