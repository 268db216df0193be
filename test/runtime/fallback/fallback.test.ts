import { describe, expect, it } from "vitest";
import { fallback } from "../../../src/runtime/fallback/fallback.js";
import {
  ConnectError,
  ConnectionClosedError,
  HttpError,
  McpError,
} from "../../../src/runtime/errors/index.js";

const away = new ConnectError("away");
const cut = new ConnectionClosedError("cut");
const busy = new HttpError("busy", 429);
const wrong = new McpError("wrong", -32602);

describe("fallback", () => {
  it.each<[string, unknown[], boolean, unknown]>([
    ["the first that works", [undefined, undefined], false, 0],
    ["the second, when the first is away", [away, undefined], false, 1],
    ["the third, when the first refuses and the second is away", [busy, away, undefined], false, 2],
    ["none after an unknown outcome", [cut, undefined], false, cut],
    ["the next after an unknown outcome, if it may run twice", [cut, undefined], true, 1],
    ["none after an answer", [wrong, undefined], true, wrong],
  ])("%s", async (_intent, script, repeatable, want) => {
    const run = async (error: unknown, index: number) => {
      if (error !== undefined) throw error;
      return index;
    };
    const result = fallback(script, run, { repeatable });
    if (typeof want === "number") expect(await result).toBe(want);
    else await expect(result).rejects.toBe(want);
  });

  it("reports all errors when all have failed", async () => {
    const result = fallback([away, busy], (error) => Promise.reject(error));
    await expect(result).rejects.toMatchObject({
      code: "FALLBACK_FAILED",
      errors: [away, busy],
      message: expect.stringContaining("busy"),
    });
  });

  it("stops when the caller aborts", async () => {
    const controller = new AbortController();
    const run = async () => {
      controller.abort(new Error("enough"));
      throw away;
    };
    await expect(fallback([1, 2], run, { signal: controller.signal })).rejects.toBe(away);
    await expect(fallback([1, 2], run, { signal: controller.signal })).rejects.toThrow("enough");
  });
});
