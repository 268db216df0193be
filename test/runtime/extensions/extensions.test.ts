import { describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod";
import {
  type ClaimContext,
  type ClientExtension,
  notificationBinding,
  resultClaim,
  UnclaimedResultError,
} from "../../../src/runtime/extensions.js";
import { Client, ProtocolError } from "../../../src/runtime/index.js";
import { ticketServers } from "./ticket-server.js";

const Ticket = z.object({ id: z.string() });

const redeem = resultClaim({
  resultType: "ticket",
  schema: Ticket,
  resolve: (ticket, { request }) => {
    expectTypeOf(ticket).toEqualTypeOf<{ id: string }>();
    return request("tickets/redeem", ticket);
  },
});

const tickets: ClientExtension = { id: "com.example/tickets", settings: { colour: "red" }, claims: [redeem] };

function claiming(resolve: (context: ClaimContext) => unknown): ClientExtension {
  return { ...tickets, claims: [{ resultType: "ticket", resolve: (_ticket, context) => resolve(context) }] };
}

describe("extensions of a client", () => {
  it.each<[string, readonly ClientExtension[], object | undefined, object | undefined]>([
    [
      "with claims: to 2026-07-28 only",
      [tickets],
      { "io.modelcontextprotocol/tasks": {}, "com.example/tickets": { colour: "red" } },
      undefined,
    ],
    [
      "without claims: in both eras",
      [{ id: "com.example/seen" }],
      { "io.modelcontextprotocol/tasks": {}, "com.example/seen": {} },
      { "com.example/seen": {} },
    ],
  ])("are declared, %s", async (_title, extensions, modern, legacy) => {
    const { serve, told } = ticketServers();
    for (const [protocol, wanted] of [
      ["2026-07-28", modern],
      ["2025-11-25", legacy],
    ] as const) {
      await using client = await Client.connect(serve, { extensions, protocol });
      await client.callTool("plain");
      expect(told.declared).toEqual(wanted);
    }
  });

  it("turn a claimed result into an ordinary one", async () => {
    await using client = await Client.connect(ticketServers().serve, { extensions: [tickets] });
    expect((await client.callTool("buy")).content.text).toBe("film for t1");
    expect((await client.callTool("plain")).content.text).toBe("at once");
    const [first, second] = await client.batch([{ name: "buy" }, { name: "plain" }]);
    expect([first, second]).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  });

  it("tell a claim the tool, the server and when the call ends", async () => {
    let seen: ClaimContext | undefined;
    const extension = claiming((context) => {
      seen = context;
      return { content: [], isError: true };
    });
    await using client = await Client.connect(
      { mcpServers: { shop: ticketServers().serve, other: ticketServers().serve } } as never,
      { extensions: [extension] },
    );
    const result = await client.callTool("shop_buy", {}, { raiseOnError: false });
    expect(result.isError).toBe(true);
    expect(seen).toMatchObject({ server: "shop", tool: "buy" });
    expect(seen?.signal.aborted).toBe(true);
  });

  it.each<[string, readonly ClientExtension[], string, string]>([
    ["no claim", [], "buy", 'Tool "buy" answered with a result of the type "ticket", which no extension'],
    [
      "a claim of another type",
      [tickets],
      "bare",
      'of the type "voucher", which no extension of this client',
    ],
    ["a result that does not fit", [tickets], "odd", 'result "ticket" of tool "odd" does not fit the schema'],
    [
      "a claim without a result",
      [claiming(() => "film")],
      "buy",
      'must return the ordinary result of tool "buy"',
    ],
    [
      "a claim with its input",
      [claiming(() => ({ resultType: "ticket" }))],
      "buy",
      "must return the ordinary",
    ],
  ])("refuse %s", async (_title, extensions, tool, message) => {
    await using client = await Client.connect(ticketServers().serve, { extensions });
    await expect(client.callTool(tool)).rejects.toThrow(message);
    await expect(client.callTool(tool)).rejects.toBeInstanceOf(ProtocolError);
  });

  it("give an unclaimed result with the error, and what a claim throws as it is", async () => {
    await using plain = await Client.connect(ticketServers().serve);
    const error: unknown = await plain.callTool("buy").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnclaimedResultError);
    expect((error as UnclaimedResultError).answer).toMatchObject({ resultType: "ticket", id: "t1" });
    const failing = claiming(() => {
      throw new RangeError("sold out");
    });
    await using client = await Client.connect(ticketServers().serve, { extensions: [failing] });
    await expect(client.callTool("buy")).rejects.toThrow(new RangeError("sold out"));
  });

  it("keep the deadline and the signal of the call", async () => {
    const never = claiming(() => new Promise(() => {}));
    await using client = await Client.connect(ticketServers().serve, { extensions: [never] });
    await expect(client.callTool("buy", {}, { timeoutMs: 300 })).rejects.toThrow(
      'The result "ticket" of tool "buy"',
    );
    const stop = new AbortController();
    const call = client.callTool("buy", {}, { signal: stop.signal });
    setTimeout(() => stop.abort(new Error("enough")), 50);
    await expect(call).rejects.toThrow("enough");
  });

  it("receive their notifications, and report those that do not fit", async () => {
    const counts: unknown[] = [];
    const faults: string[] = [];
    const binding = <T>(schema: z.ZodType<T>) =>
      notificationBinding({
        method: "notifications/tickets/printed",
        schema,
        handle: (params, { server }) => void counts.push([server, params]),
      });
    for (const schema of [z.object({ count: z.number() }), z.object({ count: z.string() })]) {
      const extensions = [{ id: "com.example/tickets", notifications: [binding<object>(schema)] }];
      await using client = await Client.connect(ticketServers().serve, { extensions, name: "shop" });
      client.on("diagnostic", ({ code }) => void faults.push(code));
      await client.callTool("plain");
    }
    await expect.poll(() => [counts, faults]).toEqual([[["shop", { count: 1 }]], ["HANDLER_FAILED"]]);
  });

  it.each<[unknown, string]>([
    [{}, "options.extensions must be a list"],
    [[{ id: "tickets" }], 'the identifier "tickets". It must be a domain name in reverse and a name'],
    [[{ id: "com.example/" }], "It must be a domain name in reverse"],
    [[{}], "An extension has the identifier undefined."],
    [[{ id: "a.b/c" }, { id: "a.b/c" }], 'The extension "a.b/c" is given twice.'],
    [[{ id: "io.modelcontextprotocol/tasks" }], "The client itself implements"],
    [[{ id: "a.b/c", claims: [{ resultType: "complete" }] }], "which the client itself handles"],
    [[{ id: "a.b/c", claims: [{ resultType: "task" }] }], "which the client itself handles"],
    [
      [tickets, { ...tickets, id: "a.b/c" }],
      'claims the result type "ticket", as "com.example/tickets" does',
    ],
    [
      [{ id: "a.b/c", notifications: [{ method: "notifications/progress" }] }],
      'binds "notifications/progress", a notification of the protocol. Use `handlers` for it',
    ],
    [
      [
        { id: "a.b/c", notifications: [{ method: "x/y" }] },
        { id: "a.b/d", notifications: [{ method: "x/y" }] },
      ],
      'The extension "a.b/d" binds the notification "x/y", as "a.b/c" does',
    ],
  ])("are refused where they cannot be used: %j", (extensions, message) => {
    expect(() => new Client("http://127.0.0.1:9/mcp", { extensions: extensions as never })).toThrow(message);
  });
});
