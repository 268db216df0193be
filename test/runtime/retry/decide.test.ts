import { describe, expect, it } from "vitest";
import { decide, type RetryQuestion } from "../../../src/runtime/retry/decide.js";

const question = (overrides: Partial<RetryQuestion>): RetryQuestion => ({
  failure: { class: "notSent", permanent: false },
  repeatable: false,
  attempt: 1,
  attempts: 3,
  elsewhere: false,
  mayRetry: () => true,
  delay: () => 100,
  remainingMs: Infinity,
  ...overrides,
});
const unknown = { class: "unknown", permanent: false } as const;
const refused = { class: "refused", permanent: false } as const;

describe("decide", () => {
  it.each<[string, Partial<RetryQuestion>, object]>([
    ["not sent: again, after a delay", {}, { retry: true, delayMs: 100 }],
    ["refused: again", { failure: refused }, { retry: true, delayMs: 100 }],
    ["unknown and repeatable: again", { failure: unknown, repeatable: true }, { retry: true, delayMs: 100 }],
    ["unknown and not repeatable: never", { failure: unknown }, { retry: false, reason: "notRepeatable" }],
    [
      "unknown, not repeatable, another endpoint: never",
      { failure: unknown, elsewhere: true },
      { retry: false, reason: "notRepeatable" },
    ],
    [
      "answered: never",
      { failure: { class: "answered", permanent: true }, repeatable: true },
      { retry: false, reason: "final" },
    ],
    [
      "permanent: not here",
      { failure: { class: "notSent", permanent: true } },
      { retry: false, reason: "final" },
    ],
    [
      "permanent here, another endpoint: there at once",
      { failure: { class: "notSent", permanent: true }, elsewhere: true },
      { retry: true, delayMs: 0 },
    ],
    ["the last attempt", { attempt: 3 }, { retry: false, reason: "attempts" }],
    ["an empty budget", { mayRetry: () => false }, { retry: false, reason: "budget" }],
    [
      "an empty budget, another endpoint",
      { mayRetry: () => false, elsewhere: true },
      { retry: true, delayMs: 0 },
    ],
    [
      "an empty budget, unknown, another endpoint",
      { mayRetry: () => false, elsewhere: true, failure: unknown, repeatable: true },
      { retry: false, reason: "budget" },
    ],
    [
      "Retry-After is honoured exactly",
      { failure: { ...refused, retryAfterMs: 7000 } },
      { retry: true, delayMs: 7000 },
    ],
    [
      "Retry-After beyond the deadline: fail now",
      { failure: { ...refused, retryAfterMs: 7000 }, remainingMs: 5000 },
      { retry: false, reason: "deadline" },
    ],
    [
      "the delay would pass the deadline: fail now",
      { remainingMs: 100 },
      { retry: false, reason: "deadline" },
    ],
  ])("%s", (_intent, given, want) => {
    expect(decide(question(given))).toEqual(want);
  });
});
