import { describe, expect, it } from "vitest";
import { backoffDelay } from "../../../src/runtime/retry/backoff.js";
import { RetryBudget } from "../../../src/runtime/retry/budget.js";
import { isRepeatable, type RepeatableFacts } from "../../../src/runtime/retry/repeatable.js";

describe("backoffDelay", () => {
  const options = { baseDelayMs: 250, maxDelayMs: 8000 };
  it.each([
    [1, 250],
    [2, 500],
    [3, 1000],
    [6, 8000],
    [60, 8000],
  ])("attempt %i: between 0 and %i ms", (attempt, bound) => {
    expect(backoffDelay(attempt, options, () => 0)).toBe(0);
    expect(backoffDelay(attempt, options, () => 0.5)).toBe(bound / 2);
  });
});

describe("RetryBudget", () => {
  it("allows four retries of a full bucket in a row, then none", () => {
    const budget = new RetryBudget();
    expect(Array.from({ length: 8 }, () => budget.failed())).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("allows one again after enough successes", () => {
    const budget = new RetryBudget();
    for (let i = 0; i < 5; i++) budget.failed();
    for (let i = 0; i < 10; i++) budget.succeeded();
    expect(budget.failed()).toBe(false);
    for (let i = 0; i < 15; i++) budget.succeeded();
    expect(budget.failed()).toBe(true);
  });

  it("counts a common cause of many failures once", () => {
    const budget = new RetryBudget();
    const crash = {};
    expect(Array.from({ length: 64 }, () => budget.failed(crash)).every(Boolean)).toBe(true);
    expect(budget.tokens).toBe(9);
    for (let crashes = 0; crashes < 4; crashes++) budget.failed({});
    expect(budget.failed({})).toBe(false);
  });

  it("holds at most its maximum and at least zero", () => {
    const budget = new RetryBudget();
    budget.succeeded();
    expect(budget.tokens).toBe(10);
    for (let i = 0; i < 20; i++) budget.failed();
    expect(budget.tokens).toBe(0);
  });
});

describe("isRepeatable", () => {
  it.each<[string, RepeatableFacts, boolean]>([
    ["a list", { method: "tools/list" }, true],
    ["a read", { method: "resources/read" }, true],
    ["an unknown tool", { method: "tools/call" }, false],
    ["read-only by its own word", { method: "tools/call", readOnlyHint: true }, false],
    ["read-only on a trusted server", { method: "tools/call", readOnlyHint: true, trusted: true }, true],
    ["idempotent on a trusted server", { method: "tools/call", idempotentHint: true, trusted: true }, true],
    ["a plain tool on a trusted server", { method: "tools/call", trusted: true }, false],
    ["the caller marks it as repeatable", { method: "tools/call", idempotent: true }, true],
    [
      "the caller marks it as not repeatable",
      { method: "tools/call", idempotent: false, trusted: true, readOnlyHint: true },
      false,
    ],
    ["a round of a multi-round read", { method: "resources/read", params: { requestState: "x" } }, false],
    [
      "a round of an idempotent call",
      { method: "tools/call", params: { inputResponses: {} }, idempotent: true },
      false,
    ],
    ["an unknown method", { method: "vendor/do" }, false],
  ])("%s", (_intent, facts, want) => {
    expect(isRepeatable(facts)).toBe(want);
  });
});
