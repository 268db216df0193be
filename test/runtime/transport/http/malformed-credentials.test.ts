import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Client, ConfigurationError } from "../../../../src/runtime/index.js";
import { checkedHeaders } from "../../../../src/runtime/transport/http/headers.js";

const PEM = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----";
const url = "http://127.0.0.1:9/mcp";

/** What a client says that never sends a request: its fetch fails the test. */
async function refusal(target: object, options: object): Promise<unknown> {
  const fetch = (): never => {
    throw new Error("sent");
  };
  try {
    const client = new Client({ url, fetch, ...target } as never, options);
    return await client.connect().then(
      () => undefined,
      (reason: unknown) => reason,
    );
  } catch (error) {
    return error;
  }
}

describe("malformed credentials", () => {
  it.each<[string, object, object, RegExp]>([
    ["a header with a line break", { headers: { "x-key": PEM } }, {}, /"x-key".*line break/],
    ["a header beyond Latin-1", { headers: { "x-key": "MIIE-Ω" } }, {}, /"x-key".*a character/],
    ["a header with a null", { headers: { "x-key": "MIIE\0k" } }, {}, /"x-key".*a character/],
    ["headers of a function", { headers: () => ({ "x-key": PEM }) }, {}, /"x-key".*line break/],
    ["headers as a list", { headers: [["x-key", PEM]] }, {}, /"x-key".*line break/],
    ["headers as a text", { headers: "Authorization: MIIE" }, {}, /`headers`.*must be an object/],
    ["a token of a function", {}, { auth: () => PEM }, /"authorization".*line break/],
    ["a token beyond Latin-1", {}, { auth: () => "MIIE-Ω" }, /"authorization".*a character/],
    ["a token", {}, { auth: PEM }, /token consists of visible/],
    [
      "a header of a web socket",
      { url: "ws://127.0.0.1:9/", headers: { "x-key": PEM } },
      {},
      /"x-key".*line break/,
    ],
  ])("%s is refused by name, never shown", async (_what, target, options, want) => {
    const error = await refusal(target, options);
    expect((error as Error).message).toMatch(want);
    expect((error as { code?: unknown }).code).toEqual(expect.any(String));
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("MIIE");
  });

  it("says nothing about what HTTP allows", () => {
    expect([...checkedHeaders({ A: "1", b: "é" }, "x")]).toEqual([
      ["a", "1"],
      ["b", "é"],
    ]);
    expect(() => checkedHeaders({ "a b": "1" }, "x")).toThrow(ConfigurationError);
  });
});
