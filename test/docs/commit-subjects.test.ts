import { describe, expect, it } from "vitest";
import { fault } from "../../scripts/commit-subjects.mjs";

describe("the subject of a commit", () => {
  it.each([
    ["runtime: retry once on a lost session"],
    ["Add device login"],
    ["client, multi: share one backend"],
    ["release: set, check and note one version"],
    ['Revert "Add device login"'],
  ])("accepts %j", (subject) => {
    expect(fault(subject)).toBeUndefined();
  });

  it.each([
    ["Why a server process ended is told", 'begins with "Why"'],
    ["auth: the tokens of a server are kept", 'begins with "the"'],
    ["Add device login.", "does not read"],
    ["runtime: retry every request that a server refused although it may well have run", "at most 60"],
    ["", "does not read"],
  ])("rejects %j", (subject, want) => {
    expect(fault(subject)).toContain(want);
  });
});
