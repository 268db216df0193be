import { describe, expect, it } from "vitest";
import { defaultRetry, retryLayer, type RetryOptions } from "../../../src/runtime/layers/retry-layer.js";
import { RetryBudget } from "../../../src/runtime/retry/budget.js";
import { OutcomeUnknownError } from "../../../src/runtime/retry/outcome-unknown-error.js";
import { FmcpError } from "../../../src/shared/errors/fmcp-error.js";
import { context, FakeClock, harness, request, settle } from "../async/fake-clock.js";

const failure = (code: string | number, facts: object = {}) =>
  Object.assign(new Error(String(code)), { code, ...facts });

/** A server that throws what the script says, attempt by attempt, then answers. */
function scripted(
  script: readonly unknown[],
  options: Partial<RetryOptions> = {},
  clock = new FakeClock(true),
) {
  const tools = harness({ clock });
  let attempts = 0;
  const settings = { ...defaultRetry, ...options };
  const budget = settings.budget === false ? undefined : new RetryBudget(settings.budget);
  const handler = retryLayer(
    settings,
    tools,
    budget,
  )(async () => {
    const error = script[attempts++];
    if (error !== undefined) throw error;
    return "done";
  });
  return { ...tools, handler, attempts: () => attempts };
}

describe("retry", () => {
  it.each<[string, unknown[], boolean, unknown, number]>([
    ["success needs one attempt", [], false, "done", 1],
    ["not sent twice, then sent", [failure("ECONNREFUSED"), failure("ECONNREFUSED")], false, "done", 3],
    ["refused, then taken", [failure(0, { code: undefined, status: 429 })], false, "done", 2],
    ["unknown and repeatable", [failure("ECONNRESET")], true, "done", 2],
    ["unknown and not repeatable", [failure("ECONNRESET")], false, OutcomeUnknownError, 1],
    [
      "not sent, then unknown",
      [failure("ECONNREFUSED"), failure("ECONNRESET")],
      false,
      OutcomeUnknownError,
      2,
    ],
    ["answered with an error", [failure(-32602)], true, Error, 1],
    ["never sent", Array.from({ length: 9 }, () => failure("ECONNREFUSED")), false, Error, 3],
  ])("%s", async (_intent, script, repeatable, want, attempts) => {
    const run = scripted(script);
    const result = run.handler(request("tools/call", { repeatable, subject: "add" }), context());
    if (typeof want === "string") expect(await result).toBe(want);
    else await expect(result).rejects.toBeInstanceOf(want);
    expect(run.attempts()).toBe(attempts);
  });

  it("reports attempts, waits and the end", async () => {
    const run = scripted(Array.from({ length: 3 }, () => failure("ECONNRESET")));
    await expect(run.handler(request("tools/list", { repeatable: true }), context())).rejects.toThrow(
      "ECONNRESET",
    );
    expect(run.events.map((event) => [event.type, "outcome" in event ? event.outcome : ""])).toEqual([
      ["attempt", "unknown"],
      ["retry", "unknown"],
      ["attempt", "unknown"],
      ["retry", "unknown"],
      ["attempt", "unknown"],
      ["giveUp", "unknown"],
    ]);
    expect(run.clock.slept).toEqual([125, 250]);
  });

  it("ends the wait as soon as the caller aborts, with the caller's reason", async () => {
    const run = scripted([failure("ECONNREFUSED")], {}, new FakeClock());
    const controller = new AbortController();
    const result = run.handler(request(), context({ signal: controller.signal }));
    await settle();
    controller.abort(new Error("enough"));
    await expect(result).rejects.toThrow("enough");
    expect(run.attempts()).toBe(1);
  });

  it("does not change the error of an abort: the caller knows that the request may have run", async () => {
    const controller = new AbortController();
    const handler = retryLayer(
      defaultRetry,
      harness(),
      new RetryBudget(),
    )(async () => {
      controller.abort(new Error("enough"));
      throw controller.signal.reason;
    });
    await expect(handler(request(), context({ signal: controller.signal }))).rejects.toThrow("enough");
  });

  it("fails at once, with the server's delay, when Retry-After exceeds the deadline", async () => {
    const error = failure(0, { code: undefined, status: 503, retryAfterMs: 9000 });
    const run = scripted([error]);
    const result = run.handler(request(), context({ deadline: run.clock.now() + 5000 }));
    await expect(result).rejects.toMatchObject({ retryAfterMs: 9000 });
    expect(run.events.at(-1)).toMatchObject({ type: "giveUp", reason: "deadline" });
  });

  it("uses another endpoint at once, without the budget", async () => {
    const tools = harness();
    let attempts = 0;
    const handler = retryLayer(
      defaultRetry,
      tools,
      new RetryBudget({ maxTokens: 1, refill: 0 }),
    )(async (_request, ctx) => {
      const { route } = ctx;
      route!.untried = 3 - ++attempts;
      if (attempts < 3) throw failure("ECONNREFUSED");
      return ctx.attempt;
    });
    expect(await handler(request(), context())).toBe(3);
    expect(tools.clock.slept).toEqual([]);
  });

  it("stops retrying in an outage: 1000 calls cause hardly more attempts", async () => {
    const run = scripted(Array.from({ length: 5000 }, () => failure("ECONNREFUSED")));
    for (let call = 0; call < 1000; call++) await run.handler(request(), context()).catch(() => undefined);
    expect(run.attempts() / 1000).toBeLessThan(1.01);
  });

  it("lets a call choose its number of attempts", async () => {
    const run = scripted([failure("ECONNREFUSED")]);
    const traits = { attempts: 1 };
    await expect(run.handler(request("ping", traits), context())).rejects.toThrow("ECONNREFUSED");
    expect(run.attempts()).toBe(1);
  });

  it("names the tool and what to do if the outcome is unknown", async () => {
    const run = scripted([new FmcpError("CONNECTION_CLOSED", "the server exited with code 3")]);
    const result = run.handler(request("tools/call", { subject: "pay\u0007" }), context());
    await expect(result).rejects.toMatchObject({
      code: "OUTCOME_UNKNOWN",
      server: "weather",
      subject: "pay\u0007",
    });
    await expect(result).rejects.toThrow(
      /tools\/call "pay\\u\{7\}" on "weather" .*exited with code 3.*not sent again/,
    );
  });
});
