import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { callsOf, type CallableTool, declarationsOf } from "../../../../src/runtime/agents.js";
import { Content } from "../../../../src/runtime/index.js";
import { sandboxNames } from "../../../../src/runtime/agents/sandbox/sandbox-names.js";
import { ATTACKS, INVISIBLE } from "../../../codegen/docs/hostile.js";
import { openShop } from "../adapters/support/shop.js";
import { quickjs, workerd } from "./sandboxes.js";

const shop = await openShop("sandbox");
afterAll(() => shop.close());

const PROGRAMS = [
  ["calls a tool", 'return shop.forecast({ city: "Oslo", days: 2 });', "Oslo: 2 days of rain"],
  [
    "calls several at once",
    'return Promise.all(["Oslo", "Rome"].map((city) => shop.forecast({ city })));',
    ["Oslo: 1 days of rain", "Rome: 1 days of rain"],
  ],
  [
    "gets parts where there is more than text",
    "return (await shop.picture()).map(({ type }) => type);",
    ["text", "image"],
  ],
  [
    "catches what is wrong with its arguments",
    "try { await shop.forecast({ town: 1 }) } catch (error) { return error.message }",
    expect.stringMatching(/arguments of shop\.forecast are wrong:\n- city: /),
  ],
  [
    "has nothing but the tools",
    "return [typeof callTool, typeof process, typeof require];",
    Array(3).fill("undefined"),
  ],
  [
    "cannot change them",
    'try { "use strict"; shop.forecast = 1 } catch {} return typeof shop.forecast;',
    "function",
  ],
] as const;

describe.each([
  ["QuickJS", quickjs],
  ["workerd", workerd],
] as const)("code in %s", (_, run) => {
  it.each(PROGRAMS)(
    "%s",
    async (_title, program, want) => {
      expect(await run(await callsOf(shop.client), program)).toEqual(want);
    },
    60_000,
  );

  it("reports a call that a person did not approve", async () => {
    const calls = await callsOf(shop.client, { approve: () => false });
    const program = 'try { await shop.delete_order({ id: "1" }) } catch (error) { return error.message }';
    expect(await run(calls, program)).toBe("The user did not allow the call of shop.delete_order.");
    expect(shop.deleted).toEqual([]);
  }, 60_000);

  it("calls tools and servers whose names objects have", async () => {
    const odd = ["toString", "constructor", "__proto__", "then", "default", "hasOwnProperty"];
    const tools = odd.flatMap((server) => odd.map((name) => saying(server, name)));
    const called = sandboxNames(tools).map(({ server, tool }) => `await ${server}.${tool}()`);
    const told = await run(
      await callsOf({ list: () => Promise.resolve(tools) }),
      `return [${called.join(", ")}];`,
    );
    expect(told).toEqual(tools.map(({ server, name }) => `${server} ${name}`));
  }, 60_000);
});

/** A tool that says what it is called. */
function saying(server: string, name: string): CallableTool {
  const content = new Content([{ type: "text", text: `${server} ${name}` }]);
  return {
    ...{ server, name, hints: {}, inputSchema: { type: "object" } },
    call: () => Promise.resolve({ content, isError: false } as never),
  };
}

describe("a call that comes out of a sandbox", () => {
  it.each([
    [
      "of a tool that is not there",
      "shop.forecasts",
      "{}",
      "There is no tool shop.forecasts. Did you mean shop.forecast?",
    ],
    [
      "of a tool that was not offered",
      "shop.delete_order",
      '{"id":"1"}',
      "There is no tool shop.delete_order.",
    ],
    ["with no object", "shop.forecast", "[1]", "The arguments of shop.forecast are not an object."],
    ["with no JSON", "shop.forecast", "{", expect.stringContaining("shop.forecast failed: ")],
  ])("%s is an error there", async (_, name, json, error) => {
    const { call } = await callsOf(shop.client, { except: "delete_*" });
    expect(JSON.parse(await call(name, json))).toEqual({ error });
  });
});

describe("declarations", () => {
  const tool = (name: string, inputSchema: object, more: Partial<CallableTool> = {}): CallableTool => ({
    ...{ server: "s", name, hints: {}, inputSchema: inputSchema as never },
    call: () => Promise.resolve({ content: new Content([]) } as never),
    ...more,
  });
  const of = (...tools: readonly CallableTool[]): Promise<string> =>
    declarationsOf({ list: () => Promise.resolve(tools) });

  it("are those of the shop", async () => {
    expect(await declarationsOf(shop.client, { except: "picture" }))
      .toBe(`type Content = string | { type: string; [key: string]: unknown }[];

declare const shop: {
  delete_order(input: {
    id: string;
  }): Promise<Content>;
  /** The weather of the next days. */
  forecast(input: {
    city: string;
    days?: number;
  }): Promise<Content>;
};
`);
  });

  it.each([
    ["scalars", { type: ["string", "null"] }, "string | null"],
    ["values", { enum: ["a", 1, null] }, '"a" | 1 | null'],
    [
      "alternatives",
      { anyOf: [{ type: "string" }, { type: "array", items: { enum: ["x", "y"] } }] },
      'string | ("x" | "y")[]',
    ],
    ["what must hold together", { allOf: [{ type: "string" }, { enum: ["a"] }] }, 'string & "a"'],
    ["a tuple", { type: "array", prefixItems: [{ type: "string" }], items: false, minItems: 1 }, "[string]"],
    ["a map", { type: "object", additionalProperties: { type: "number" } }, "Record<string, number>"],
    ["anything", true, "unknown"],
    ["nothing", { not: {} }, "unknown"],
    ["what is not there", { $ref: "#/$defs/gone" }, "unknown"],
  ])("%s", async (_, schema, want) => {
    const text = await of(tool("x", { type: "object", properties: { a: schema }, required: ["a"] }));
    expect(text).toContain(`    a: ${want};\n`);
    expect(syntaxErrors(text)).toEqual([]);
  });

  it("refer to what refers to itself by its name", async () => {
    const node = { type: "object", properties: { next: { $ref: "#/$defs/node" } } };
    const text = await of(
      tool("x", { type: "object", properties: { a: { $ref: "#/$defs/node" } }, $defs: { node } }),
    );
    expect(text).toContain("type s_x_1_node = {\n  next?: s_x_1_node;\n};");
    expect(syntaxErrors(text)).toEqual([]);
  });

  it("are unique, and avoid reserved words", async () => {
    const tools = ["get-x", "get.x", "get_x", "delete", "__proto__", "1", "then", "日本"].map((name) =>
      tool(name, {}),
    );
    const text = await of(...tools);
    const names = [...text.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(tools.length);
    expect(syntaxErrors(text)).toEqual([]);
  });

  it("keep the servers' texts in comments and literals", async () => {
    const texts = [
      ...ATTACKS,
      ...INVISIBLE.map(([c]) => `a${c}b`),
      "*/ declare const evil: 1; /*",
      "\n*/evil()//",
    ];
    const tools = texts.map((text, i) =>
      tool(
        `${text}${i}`,
        {
          type: "object",
          description: text,
          properties: { [text]: { description: text, const: text, $ref: "#/$defs/x" } },
          required: [text],
          $defs: { x: { title: text, enum: [text] }, [text]: true },
        },
        { server: text, description: text, title: text },
      ),
    );
    const text = await of(...tools);
    expect(syntaxErrors(text)).toEqual([]);
    for (const [character] of INVISIBLE) expect(text).not.toContain(character);
    const source = ts.createSourceFile("x.ts", text, ts.ScriptTarget.Latest);
    const kinds = new Set(source.statements.map(({ kind }) => kind));
    expect(
      [...kinds].filter(
        (kind) => kind !== ts.SyntaxKind.VariableStatement && kind !== ts.SyntaxKind.TypeAliasDeclaration,
      ),
    ).toEqual([]);
    const { setup } = await callsOf({ list: () => Promise.resolve(tools) });
    for (const attack of ATTACKS) expect(setup).not.toContain(attack);
  });
});

function syntaxErrors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));
}
