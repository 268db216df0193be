import { describe, expect, it } from "vitest";
import { type Candidate, policies, type PolicyName } from "../../../src/runtime/replicas/policies/index.js";
import { seededRandom } from "../async/fake-clock.js";

const node = (label: string, facts: Partial<Candidate> = {}): Candidate => ({
  label,
  weight: 1,
  pending: 0,
  latencyMs: 10,
  successRate: 1,
  ...facts,
});

/** Share of the picks that each candidate gets. */
function shares(name: PolicyName, candidates: readonly Candidate[], picks = 10_000): number[] {
  const random = seededRandom(7);
  const counts = candidates.map(() => 0);
  for (let turn = 0; turn < picks; turn++) counts[policies[name](candidates, { random, turn })]!++;
  return counts.map((count) => count / picks);
}

describe("policies", () => {
  it.each<[PolicyName]>([["roundRobin"], ["random"], ["weighted"], ["fastest"]])(
    "%s gives five equal nodes within 5 % of a fair share",
    (name) => {
      for (const share of shares(
        name,
        ["a", "b", "c", "d", "e"].map((label) => node(label)),
        40_000,
      )) {
        expect(Math.abs(share - 0.2)).toBeLessThan(0.01);
      }
    },
  );

  it("ordered stays with the first", () => {
    expect(shares("ordered", [node("a"), node("b")])).toEqual([1, 0]);
  });

  it("weighted prefers fast and reliable nodes in proportion", () => {
    const [fast, slow] = shares("weighted", [
      node("fast", { latencyMs: 10 }),
      node("slow", { latencyMs: 40 }),
    ]);
    expect(fast! / slow!).toBeCloseTo(4, 0);
    const [good, bad] = shares("weighted", [node("good"), node("bad", { successRate: 0.5 })]);
    expect(good! / bad!).toBeCloseTo(2, 0);
    const [heavy, light] = shares("weighted", [node("heavy", { weight: 3 }), node("light")]);
    expect(heavy! / light!).toBeCloseTo(3, 0);
  });

  it("weighted keeps trying a slow node, and gives a new one some requests", () => {
    const [, dead] = shares("weighted", [node("good"), node("dead", { successRate: 0 })], 40_000);
    expect(dead).toBeGreaterThan(0.005);
    expect(dead).toBeLessThan(0.02);
    const [, fresh] = shares("weighted", [node("known"), node("new", { latencyMs: undefined })]);
    expect(fresh).toBeCloseTo(0.5, 1);
  });

  it("fastest avoids slow, loaded and failing nodes", () => {
    for (const worse of [{ latencyMs: 2000 }, { pending: 9 }, { successRate: 0.1 }, { weight: 0.1 }]) {
      expect(shares("fastest", [node("a"), node("b"), node("bad", worse)])[2]).toBe(0);
    }
  });

  it("fastest sends a new node one request, not all of them", () => {
    const idle = node("new", { latencyMs: undefined });
    expect(shares("fastest", [node("a"), idle])[1]).toBe(1);
    expect(shares("fastest", [node("a"), { ...idle, pending: 1 }])[1]).toBe(0);
  });

  it.each(Object.entries(policies))("%s takes the only candidate", (_name, policy) => {
    expect(policy([node("a")], { random: () => 0.999, turn: 5 })).toBe(0);
  });
});
