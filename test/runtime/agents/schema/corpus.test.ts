import { describe, expect, it } from "vitest";
import { PROVIDERS, refused, roundTrips } from "../../../agents/provider-checks.js";
import { recordedTools } from "../../../agents/recorded-tools.js";
import { hasCorpus } from "../../../corpus/recordings.js";

describe.skipIf(!hasCorpus())("tools of recorded servers", () => {
  const tools = hasCorpus() ? recordedTools() : [];

  it.each(PROVIDERS)("are accepted by the rules of %s", { timeout: 120_000 }, (_, profile, rules) => {
    expect(tools.length).toBeGreaterThan(1_600);
    expect(refused(tools, profile, rules)).toEqual([]);
  });

  it.each(PROVIDERS)("lose no valid argument on the way through %s", { timeout: 300_000 }, (_, profile) => {
    const { checked, lost } = roundTrips(tools, profile, 2);
    expect(checked).toBeGreaterThan(1_500);
    expect(lost.slice(0, 20)).toEqual([]);
  });
});
