import { describe, expect, it, vi } from "vitest";
import { offerTools } from "../../../../src/runtime/agents/offer/offer.js";
import type { ProviderProfile } from "../../../../src/runtime/agents/schema/profile.js";
import { ANTHROPIC, GOOGLE, OPENAI, OPENAI_STRICT } from "../../../../src/runtime/agents/schema/profiles.js";
import { OutputValidationError } from "../../../../src/runtime/errors/validation-errors.js";
import { Content } from "../../../../src/runtime/results/content.js";
import { client } from "./live-client.js";

const text = (value: string): Content => new Content([{ type: "text", text: value }]);

describe("an offer", () => {
  it("answers a call of an unknown tool with the nearest name", async () => {
    const offer = await offerTools(client([{ name: "get_weather" }]), OPENAI_STRICT);
    expect(await offer.run("get_wether", {})).toEqual({
      parts: [{ type: "text", text: 'There is no tool "get_wether". Did you mean "get_weather"?' }],
      isError: true,
    });
  });

  it.each<[string, unknown, object]>([
    ["an object", { city: "Oslo", days: null }, { city: "Oslo" }],
    ["the text of an object", '{"city":"Oslo","days":2}', { city: "Oslo", days: 2 }],
  ])("calls with the arguments that the server takes, given %s", async (_, given, want) => {
    const seen: object[] = [];
    const inputSchema = {
      type: "object",
      properties: { city: { type: "string" }, days: { type: "integer" } },
      required: ["city"],
    };
    const source = client([{ name: "forecast", inputSchema }], (_name, args) => {
      seen.push(args);
      return {};
    });
    const offer = await offerTools(source, OPENAI_STRICT);
    await offer.run("forecast", given);
    expect(seen).toEqual([want]);
  });

  it.each([["[]"], ["not JSON"], ["3"]])("answers arguments that are no object: %s", async (given) => {
    const offer = await offerTools(client([{ name: "a" }]), OPENAI_STRICT);
    expect(await offer.run("a", given)).toEqual({
      parts: [{ type: "text", text: "The arguments of a are not a JSON object." }],
      isError: true,
    });
  });

  it("cuts a long answer, and lets the model read the rest", async () => {
    const source = client([{ name: "long" }], () => ({ content: text("0123456789") }));
    const offer = await offerTools(source, OPENAI_STRICT, { maxChars: 4 });
    const rest = (from: number): string =>
      `\n[${10 - from} of 10 characters are left out. To read on, call read_on with {"id":"r1","from":${from}}.]`;
    expect((await offer.run("long", {})).parts).toEqual([{ type: "text", text: `0123${rest(4)}` }]);
    expect((await offer.run("read_on", { id: "r1", from: 4 })).parts).toEqual([
      { type: "text", text: `4567${rest(8)}` },
    ]);
    expect((await offer.run("read_on", { id: "r1", from: 8 })).parts).toEqual([{ type: "text", text: "89" }]);
    expect((await offer.run("read_on", { id: "r9", from: 0 })).isError).toBe(true);
  });

  it("gives an answer that breaks its own schema, with a note for the model", async () => {
    const source = client([{ name: "count" }], () => {
      const content = text("three");
      const result = {
        data: content,
        content,
        structuredContent: undefined,
        meta: undefined,
        isError: false,
      };
      throw new OutputValidationError("tool count", [{ path: ["n"], message: "expected number" }], result);
    });
    expect(await (await offerTools(source, ANTHROPIC)).run("count", {})).toEqual({
      parts: [
        { type: "text", text: expect.stringContaining("Parts may be missing or wrong:") as string },
        { type: "text", text: "three" },
      ],
      isError: false,
    });
  });

  it("never cuts a character in two", async () => {
    const whole = "a😀b😀";
    const source = client([{ name: "long" }], () => ({ content: text(whole) }));
    for (const maxChars of [1, 2, 3, 4]) {
      const offer = await offerTools(source, OPENAI_STRICT, { maxChars });
      let read = "";
      let part = (await offer.run("long", {})).parts[0] as { text: string };
      for (;;) {
        const [said = "", note] = part.text.split("\n[");
        read += said;
        expect(said).not.toMatch(/\p{Cs}/u);
        if (note === undefined) break;
        part = (await offer.run("read_on", /{.*}/.exec(note)?.[0])).parts[0] as { text: string };
      }
      expect(read).toBe(whole);
    }
    const offer = await offerTools(source, OPENAI_STRICT, { maxChars: 4 });
    await offer.run("long", {});
    expect((await offer.run("read_on", { id: "r1", from: 2 })).parts[0]).toMatchObject({
      text: expect.stringMatching(/^😀b/) as string,
    });
  });

  it.each<[string, ProviderProfile, number, readonly string[]]>([
    ["no more than OpenAI takes", OPENAI, 128, []],
    [
      "more than OpenAI takes",
      OPENAI_STRICT,
      129,
      [
        "OpenAI (strict) takes at most 128 tools in one request, and 129 are offered. Offer fewer with `only`, `except` or `readOnly`.",
      ],
    ],
    [
      "more than Google takes",
      GOOGLE,
      513,
      [expect.stringContaining("Google takes at most 512 tools") as string],
    ],
    ["many, to Anthropic", ANTHROPIC, 1_000, []],
  ])("names the limit of a provider: %s", async (_, profile, count, want) => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const source = client(Array.from({ length: count }, (_each, i) => ({ name: `tool_${i}` })));
    await offerTools(source, profile, { readOn: false });
    expect(warned.mock.calls.map(([message]) => message)).toEqual(want);
    warned.mockRestore();
  });

  it.each<[string, object, string]>([
    ["a type", { days: "2" }, "- days: expected number, received string"],
    ["a bound", { days: 0 }, "- days: expected at least 1"],
    ["a value", { kind: "c" }, '- kind: expected one of "a", 1'],
    ["a missing one", { days: undefined }, '- (arguments): the property "days" is missing'],
    ["one inside", { tags: ["a", 3] }, "- tags.1: expected string, received number"],
  ])(
    "tells what is wrong with arguments for a connected client, and sends nothing: %s",
    async (_, wrong, want) => {
      const seen: string[] = [];
      const inputSchema = {
        type: "object",
        properties: {
          days: { type: "integer", minimum: 1 },
          kind: { enum: ["a", 1] },
          tags: { type: "array", items: { type: "string" } },
        },
        required: ["days"],
      };
      const source = client([{ name: "a", inputSchema }], (name) => {
        seen.push(name);
        return {};
      });
      const offer = await offerTools(source, OPENAI);
      expect(await offer.run("a", JSON.stringify({ days: 1, ...wrong }))).toEqual({
        parts: [
          { type: "text", text: `The arguments of a are wrong:\n${want}\nCorrect them and call it again.` },
        ],
        isError: true,
      });
      expect(seen).toEqual([]);
    },
  );

  it.each<[string, object, string]>([
    ["a missing id", { from: 0 }, "- id: expected the id"],
    ["a missing position", { id: "r1" }, "- from: expected a whole number"],
    ["a negative position", { id: "r1", from: -1 }, "- from: expected a whole number"],
    ["a fraction", { id: "r1", from: 1.5 }, "- from: expected a whole number"],
  ])("tells what is wrong with arguments of read_on: %s", async (_, args, want) => {
    const offer = await offerTools(client([{ name: "a" }]), OPENAI_STRICT);
    expect((await offer.run("read_on", args)).parts).toMatchObject([{ text: expect.stringContaining(want) }]);
  });

  it.each<[string, "needsApproval" | "approve"]>([
    ["the rule", "needsApproval"],
    ["the question", "approve"],
  ])("refuses a call if %s throws, and warns", async (_, throwing) => {
    const seen: string[] = [];
    const source = client([{ name: "wipe", annotations: { destructiveHint: true } }], (name) => {
      seen.push(name);
      return {};
    });
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => undefined);
    const fail = (): never => {
      throw new Error("no policy");
    };
    const rules = throwing === "needsApproval" ? { needsApproval: fail } : {};
    const offer = await offerTools(source, OPENAI_STRICT, rules);
    const answer = await offer.run("wipe", {}, undefined, throwing === "approve" ? fail : () => true);
    expect(answer).toEqual({
      parts: [
        {
          type: "text",
          text: "The call of wipe was not made, because the check whether it is allowed failed.",
        },
      ],
      isError: true,
    });
    expect(seen).toEqual([]);
    expect(warned.mock.calls).toEqual([
      [`\`${throwing}\` threw for a call of demo.wipe: no policy`, "FmcpApprovalWarning"],
    ]);
    warned.mockRestore();
  });

  it("asks with the arguments that the server would receive", async () => {
    const inputSchema = { type: "object", properties: { days: { type: "integer" } } };
    const offer = await offerTools(client([{ name: "a", inputSchema }]), OPENAI_STRICT, {
      needsApproval: "writes",
    });
    const asked: object[] = [];
    await offer.run("a", '{"days":null}', undefined, ({ args }) => asked.push(args) > 0);
    expect(asked).toEqual([{}]);
  });

  it("offers a client that is listed twice once, and nothing for no source", async () => {
    const one = client([{ name: "a" }]);
    const names = async (source: Parameters<typeof offerTools>[0]): Promise<readonly string[]> =>
      (await offerTools(source, OPENAI_STRICT)).tools.map(({ name }) => name);
    expect(await names([one, [one]])).toEqual(["a", "read_on"]);
    expect(await names([])).toEqual([]);
  });

  it.each<[string, object, string]>([
    ["nothing", {}, "not from undefined"],
    ["a name with a typing error", { only: "demo.fetchh" }, 'Did you mean "demo.fetch"?'],
    ["a wrong exception", { except: ["fetsh"] }, 'Did you mean "fetch"?'],
  ])("refuses %s", async (_, options, want) => {
    const source = Object.keys(options).length === 0 ? (undefined as never) : client([{ name: "fetch" }]);
    await expect(offerTools(source, OPENAI_STRICT, options)).rejects.toThrow(want);
  });

  it("includes structured content once", async () => {
    const structuredContent = { temperature: 3 };
    const source = client([{ name: "w" }], () => ({
      structuredContent,
      content: text('{ "temperature": 3 }'),
    }));
    const offer = await offerTools(source, OPENAI_STRICT);
    expect((await offer.run("w", {})).parts).toEqual([{ type: "text", text: '{"temperature":3}' }]);
  });

  it.each<[string, readonly string[], readonly string[]]>([
    ["keeps legal names", ["a", "b-c"], ["a", "b-c"]],
    ["replaces what is not allowed", ["a.b/c"], ["a_b_c"]],
    ["tells apart names that become equal", ["a.b", "a_b"], ["a_b_08ukys5", "a_b_05rr35c"]],
    ["shortens long names", ["x".repeat(70)], [`${"x".repeat(56)}_0316uki`]],
  ])("%s", async (_, names, want) => {
    const offer = await offerTools(client(names.map((name) => ({ name }))), OPENAI_STRICT, { readOn: false });
    expect(offer.tools.map(({ name }) => name)).toEqual(want);
    for (const { name } of offer.tools) expect(name).toMatch(OPENAI_STRICT.toolName);
  });

  it.each<[string, Parameters<typeof offerTools>[2], readonly string[]]>([
    ["all", {}, ["get_a", "get_b", "set_a"]],
    ["by pattern", { only: "get_*" }, ["get_a", "get_b"]],
    ["by server and pattern", { only: "demo.*_a" }, ["get_a", "set_a"]],
    ["without some", { except: ["set_*", "get_b"] }, ["get_a"]],
    ["that change nothing", { readOnly: true }, ["get_a"]],
    ["by a function", { where: ({ name }) => name.endsWith("b") }, ["get_b"]],
  ])("offers tools: %s", async (_, options, want) => {
    const source = client([
      { name: "get_a", annotations: { readOnlyHint: true } },
      { name: "get_b" },
      { name: "set_a", annotations: { destructiveHint: true } },
    ]);
    const offer = await offerTools(source, OPENAI_STRICT, { ...options, readOn: false });
    expect(offer.tools.map(({ name }) => name)).toEqual(want);
  });
});
