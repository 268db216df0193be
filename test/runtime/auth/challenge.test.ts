import { describe, expect, it } from "vitest";
import { parseChallenges, readChallenge } from "../../../src/runtime/auth/challenge.js";
import { cpuMsOf } from "../../support/cpu-time.js";

describe("readChallenge", () => {
  it.each([
    ["nothing", null, {}],
    ["a bare scheme", "Bearer", {}],
    [
      "quoted and bare values",
      'Bearer error="invalid_token", scope=read',
      { error: "invalid_token", scope: "read" },
    ],
    ["another case", 'bEaReR ERROR="invalid_token"', { error: "invalid_token" }],
    [
      "a comma and escapes inside quotes",
      'Bearer error_description="a, \\"b\\" \\\\", error="x"',
      { errorDescription: 'a, "b" \\', error: "x" },
    ],
    ["a scheme before it", 'Basic realm="r", Bearer scope="a b"', { scope: "a b" }],
    [
      "a token68 before it",
      'Negotiate abc==, DPoP error="use_dpop_nonce", algs="ES256"',
      { error: "use_dpop_nonce" },
    ],
    [
      "two schemes, each with a message",
      'Bearer error="invalid_token", DPoP algs="ES256", resource_metadata="https://x/y"',
      { error: "invalid_token", resourceMetadata: "https://x/y" },
    ],
    ["the first of two equal names", 'Bearer scope="a", scope="b"', { scope: "a" }],
    ["a name that only ends like a known parameter", 'Bearer x_scope="no"', {}],
    ["other schemes only", 'Basic realm="scope=x"', {}],
    [
      "resource_metadata of another scheme",
      'Negotiate, Custom resource_metadata="https://x/y", scope="no"',
      { resourceMetadata: "https://x/y" },
    ],
    ["parameters without a scheme", 'error="invalid_token", scope=a', { error: "invalid_token", scope: "a" }],
    ["single quotes", "Bearer scope='a b', error='x'", { scope: "a b", error: "x" }],
    ["an apostrophe in a bare value", "Bearer error=it's, scope=a", { error: "it's", scope: "a" }],
    ["no commas", 'Bearer error="x" scope="a b"', { error: "x", scope: "a b" }],
    [
      "a URL with a query, without quotes",
      "Bearer resource_metadata=https://x/y?a=1&b=2, error=x",
      { resourceMetadata: "https://x/y?a=1&b=2", error: "x" },
    ],
    ["an open quote", 'Bearer scope="a b', { scope: "a b" }],
    ["noise", 'Bearer ,,, =; "', {}],
  ])("%s", (_, header, want) => {
    expect(readChallenge(401, header)).toEqual({ status: 401, ...want });
  });

  it("is linear: a megabyte of noise is read at once", () => {
    const read = (): void => {
      for (const noise of ['a="', ",", "a ", 'a="\\', " \t", "=", "a=,"])
        parseChallenges(noise.repeat(1_000_000 / noise.length));
    };
    expect(cpuMsOf(read)).toBeLessThan(3_000);
  });
});
