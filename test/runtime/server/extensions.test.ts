import { describe, expect, it } from "vitest";
import type { ClientExtension } from "../../../src/runtime/extensions.js";
import { Client } from "../../../src/runtime/index.js";
import { toServer } from "../../../src/runtime/server.js";
import { ticketServers } from "../extensions/ticket-server.js";

const redeeming: ClientExtension = {
  id: "com.example/tickets",
  claims: [
    { resultType: "ticket", resolve: ({ id }, { request }) => request("tickets/redeem", { id: id ?? 0 }) },
  ],
};
const FILM = "film for t1";
const UNDECLARED = 'of the type "ticket", of an extension that the caller did not declare';

describe.each(["memory", "http"] as const)("extensions through a served client, over %s", (transport) => {
  async function chain(
    behind: readonly ClientExtension[],
    caller: readonly ClientExtension[],
    protocol: string,
  ) {
    const { serve, told } = ticketServers();
    const server = toServer(new Client(serve, { extensions: behind, protocol: "2026-07-28" }));
    const target = transport === "memory" ? server : (await server.listen()).url;
    const client = await Client.connect(target, { extensions: caller, protocol: protocol as "auto" });
    return {
      client,
      told,
      [Symbol.asyncDispose]: async () => {
        await client.close();
        await server.close();
      },
    };
  }

  it.each<[string, string, readonly ClientExtension[], readonly ClientExtension[], string]>([
    ["to a caller that claims it", "2026-07-28", [], [redeeming], FILM],
    ["resolved by the client that is served", "2026-07-28", [redeeming], [], FILM],
    ["resolved by the client that is served", "2025-11-25", [redeeming], [], FILM],
    ["by the first that claims it", "2026-07-28", [redeeming], [redeeming], FILM],
    ["to no caller without extensions", "2026-07-28", [], [], UNDECLARED],
    ["to no caller of an older revision", "2025-11-25", [], [{ id: "com.example/tickets" }], UNDECLARED],
  ])("a claimed result goes %s, %s", async (_title, protocol, behind, caller, wanted) => {
    await using all = await chain(behind, caller, protocol);
    const text = all.client.callTool("buy").then(
      ({ content }) => content.text,
      (error: unknown) => (error as Error).message,
    );
    expect(await text).toContain(wanted);
  });

  it.each(["2026-07-28", "2025-11-25"])("declarations and methods pass, %s", async (protocol) => {
    await using all = await chain([], [{ id: "com.example/seen", settings: { colour: "blue" } }], protocol);
    await all.client.callTool("plain");
    expect(all.told.declared).toMatchObject({ "com.example/seen": { colour: "blue" } });
    expect((await all.client.initialize()).capabilities["extensions"]).toEqual({
      "com.example/tickets": { shelf: 7 },
    });
    expect(await all.client.request("tickets/redeem", { id: "t9" })).toMatchObject({
      content: [{ type: "text", text: "film for t9" }],
    });
  });

  it.each(["2026-07-28", "2025-11-25"])(
    "notifications of a server reach its caller, %s",
    async (protocol) => {
      const counts: unknown[] = [];
      const extension: ClientExtension = {
        id: "com.example/seen",
        notifications: [
          { method: "notifications/tickets/printed", handle: ({ count }) => void counts.push(count) },
        ],
      };
      await using all = await chain([], [extension], protocol);
      await all.client.callTool("plain");
      await expect.poll(() => counts).toEqual([1]);
    },
  );
});
