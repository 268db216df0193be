import { McpServer } from "@modelcontextprotocol/server";
import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import { Client, OutputMismatchError } from "../../../src/runtime/index.js";

function server(): McpServer {
  const made = new McpServer({ name: "people", version: "1.0.0" });
  const inputSchema = z.looseObject({ name: z.string() });
  made.registerTool("greet", { inputSchema, outputSchema: z.looseObject({ name: z.string() }) }, (args) => ({
    content: [],
    structuredContent: { ...args, since: "2026-07-28" },
  }));
  made.registerTool("fails", {}, () => ({ content: [{ type: "text", text: "no" }], isError: true }));
  return made;
}

interface Person {
  readonly name: string;
  readonly friends?: readonly Person[];
}

describe("callTool", () => {
  it("takes interfaces as arguments", async () => {
    await using client = await Client.connect(server);
    const person: Person = { name: "Ada", friends: [{ name: "Grace" }] };
    expect((await client.callTool("greet", person)).data).toMatchObject(person);
  });

  it("takes interfaces and dates in arguments", async () => {
    await using client = await Client.connect(server);
    const friend: Person = { name: "Grace" };
    const since = new Date("2026-07-28");
    const { data } = await client.callTool("greet", {
      name: "Ada",
      friend,
      all: [friend],
      deep: { friend },
      born: since,
    });
    expect(data).toMatchObject({ friend, all: [friend], deep: { friend }, born: "2026-07-28T00:00:00.000Z" });
  });

  it("does not compile with anything but a JSON object", () => {
    const call = (client: Client): unknown => [
      // @ts-expect-error a list
      client.callTool("greet", ["Ada"]),
      // @ts-expect-error a map
      client.callTool("greet", new Map()),
      // @ts-expect-error a date
      client.callTool("greet", new Date()),
      // @ts-expect-error a function
      client.callTool("greet", () => "Ada"),
      // @ts-expect-error a promise
      client.callTool("greet", Promise.resolve({})),
      // @ts-expect-error a function in it
      client.callTool("greet", { name: () => "Ada" }),
      // @ts-expect-error a map in it
      client.callTool("greet", { name: { of: new Map() } }),
      // @ts-expect-error a promise in a list
      client.callTool("greet", { names: [Promise.resolve("Ada")] }),
      // @ts-expect-error a text
      client.callTool("greet", "Ada"),
    ];
    expect(call).toBeTypeOf("function");
  });

  it("types `data` as the caller says", async () => {
    await using client = await Client.connect(server);
    const { data } = await client.callTool<Person>("greet", { name: "Ada" });
    expectTypeOf(data).toEqualTypeOf<Person>();
    expectTypeOf((await client.callTool("greet", { name: "Ada" })).data).toBeUnknown();
    expect(data.name).toBe("Ada");
  });

  it("returns `data` as the schema in `output` outputs it", async () => {
    await using client = await Client.connect(server);
    const output = z.object({ name: z.string(), since: z.string().transform((text) => new Date(text)) });
    const { data } = await client.callTool("greet", { name: "Ada" }, { output });
    expectTypeOf(data).toEqualTypeOf<{ name: string; since: Date }>();
    expect(data).toEqual({ name: "Ada", since: new Date("2026-07-28") });
  });

  it("rejects a result that does not match `output`, and keeps it in the error", async () => {
    await using client = await Client.connect(server);
    const output = z.object({ name: z.number() });
    const error: unknown = await client
      .callTool("greet", { name: "Ada" }, { output })
      .catch((e: unknown) => e);
    expect(error).toBeInstanceOf(OutputMismatchError);
    expect(error).toMatchObject({
      code: "OUTPUT_MISMATCH",
      issues: [{ path: ["name"] }],
      result: { data: { name: "Ada" } },
    });
  });

  it("does not check a failure of the tool against `output`", async () => {
    await using client = await Client.connect(server);
    const output = z.object({ name: z.string() });
    const result = await client.callTool("fails", {}, { output, raiseOnError: false });
    expect(result).toMatchObject({ isError: true, data: undefined });
  });
});
