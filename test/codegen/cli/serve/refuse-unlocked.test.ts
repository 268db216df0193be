import { describe, expect, it } from "vitest";
import { lockedOffer } from "../../../../src/codegen/cli/serve/locked-offer.js";
import { refuseUnlocked } from "../../../../src/codegen/cli/serve/refuse-unlocked.js";
import type { ServerModel } from "../../../../src/codegen/model/index.js";
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
