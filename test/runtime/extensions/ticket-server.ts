import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

const anything = z.looseObject({});

/** What a server saw of a client. */
export interface Told {
  /** Extensions in the capabilities of the latest call. */
  declared: unknown;
}

/** Makes servers whose tools answer with tickets, which an extension redeems. */
export function ticketServers(told: Told = { declared: undefined }): { serve: () => McpServer; told: Told } {
  const serve = (): McpServer => {
    const made = new McpServer(
      { name: "tickets", version: "1.0.0" },
      { capabilities: { tools: {}, extensions: { "com.example/tickets": { shelf: 7 } } } },
    );
    const { server } = made;
    server.setRequestHandler("tools/list", () => ({
      tools: ["buy", "odd", "bare", "plain"].map((name) => ({
        name,
        inputSchema: { type: "object" as const },
      })),
    }));
    server.setRequestHandler("tools/call", async ({ params: { name } }, { mcpReq }) => {
      const envelope = mcpReq.envelope as Record<string, { extensions?: unknown }> | undefined;
      const capabilities =
        envelope?.["io.modelcontextprotocol/clientCapabilities"] ?? server.getClientCapabilities();
      told.declared = (capabilities as { extensions?: unknown } | undefined)?.extensions;
      await mcpReq.notify({ method: "notifications/tickets/printed", params: { count: 1 } });
      const answers: Record<string, object> = {
        buy: { resultType: "ticket", id: "t1", _meta: { "test/said": 1 } },
        odd: { resultType: "ticket", id: 5 },
        bare: { resultType: "voucher", id: "v1", content: [] },
        plain: { content: [{ type: "text", text: "at once" }] },
      };
      return answers[name] as never;
    });
    server.setRequestHandler("tickets/redeem", { params: anything, result: anything }, ({ id }) => ({
      resultType: "complete",
      content: [{ type: "text", text: `film for ${String(id)}` }],
    }));
    return made;
  };
  return { serve, told };
}
