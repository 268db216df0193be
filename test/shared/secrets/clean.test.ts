import { describe, expect, it } from "vitest";
import { cleanError, Redactor } from "../../../src/shared/secrets/index.js";

const failed = (end: object): Error & { end?: object } => Object.assign(new Error("closed"), { end });

describe("cleanError", () => {
  it.each<[string, string, string]>([
    ["nothing in it is secret", "exited with code 1", "exited with code 1"],
    ["it holds a secret", "bad key s3cretValue99", "bad key ***"],
  ])("gives errors that share an object one object again: %s", (_, stderrTail, want) => {
    const end = { reason: "exited", stderrTail };
    const known = new Redactor(["s3cretValue99"]);
    const [first, second] = [cleanError(failed(end), known), cleanError(failed(end), known)];
    expect(first.end).toEqual({ reason: "exited", stderrTail: want });
    expect(second.end).toBe(first.end);
  });

  it("takes out of a copy what was learned later", () => {
    const end = { stderrTail: "first-secret-1 second-secret-2" };
    const known = new Redactor(["first-secret-1"]);
    cleanError(failed(end), known);
    known.add("second-secret-2");
    expect(cleanError(failed(end), known).end).toEqual({ stderrTail: "*** ***" });
  });
});
