import { describe, expect, it } from "vitest";
import { lockedOffer } from "../../../../src/codegen/cli/serve/locked-offer.js";
import { refuseUnlocked } from "../../../../src/codegen/cli/serve/refuse-unlocked.js";
import type { ServerModel } from "../../../../src/codegen/model/index.js";
import type { ServerRequest } from "../../../../src/runtime/server.js";
import type { JsonObject } from "../../../../src/shared/json/json.js";

const tool = { name: "buy", inputSchema: { type: "object" } };
const model = { key: "shop", tools: [tool], resources: [], resourceTemplates: [], prompts: [] };
const offer = lockedOffer([model as unknown as ServerModel], ["shop"]);

/** Calls the tool behind the lock; its server answers with `result`. */
function call(result: JsonObject, method = "tools/call"): Promise<JsonObject> {
  const next = (request: { method: string }): Promise<JsonObject> =>
    Promise.resolve(request.method === "tools/list" ? { tools: [tool] } : result);
  const { signal } = new AbortController();
  const request = { method, params: { name: "buy" }, meta: undefined, caller: { id: "" }, signal };
  return refuseUnlocked(offer)(next)(request);
}

describe("a lock holds what a server answers", () => {
  it.each<[string, JsonObject]>([
    ["an ordinary result", { content: [] }],
    ["one that says so", { content: [], resultType: "complete" }],
  ])("passes %s", async (_title, result) => {
    expect(await call(result)).toEqual(result);
  });

  it.each<[string, JsonObject, string, string]>([
    [
      "a result of an extension",
      { resultType: "ticket", id: "t1" },
      "tools/call",
      'of the type "ticket", of an',
    ],
    ["one with content", { resultType: "x", content: [] }, "tools/call", "A lock holds no such answers."],
    ["a method of an extension", {}, "tickets/redeem", "tickets/redeem is not served with --locked."],
  ])("refuses %s", async (_title, result, method, message) => {
    await expect(call(result, method)).rejects.toThrow(message);
  });
});

it.each([
  ["as in the lock", {}, 1, 0],
  ["changed since", { description: "Other words" }, 0, 1],
  ["not in the lock", { name: "new" }, 0, 0],
])("a list offers a tool that is %s or says that it does not", async (_state, change, offered, told) => {
  const said: string[] = [];
  const listed = { tools: [{ ...(model.tools[0] as unknown as JsonObject), ...change }] };
  const next = () => Promise.resolve(listed as unknown as JsonObject);
  const request = { method: "tools/list", params: {} } as unknown as ServerRequest;
  const { tools } = await refuseUnlocked(offer, (message) => said.push(message))(next)(request);
  expect([(tools as unknown[]).length, said.length]).toEqual([offered, told]);
});
