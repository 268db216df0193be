import { acceptedContent, inputRequired, McpServer } from "@modelcontextprotocol/server";
import { expect, it } from "vitest";
import { z } from "zod";
import { Client } from "../../../src/runtime/index.js";
import { toServer } from "../../../src/runtime/server.js";

const SESSIONS = 200;

/** A server that repeats what a caller says in an answer, in logs, in progress, and in a question. */
function echoing(): McpServer {
  const server = new McpServer({ name: "echo", version: "1" }, { capabilities: { logging: {} } });
  server.registerTool(
    "echo",
    { inputSchema: z.object({ mine: z.string() }) },
    async ({ mine }, { mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken;
      if (progressToken !== undefined)
        await mcpReq.notify({
          method: "notifications/progress",
          params: { progressToken, progress: 1, message: mine },
        });
      await mcpReq.log("warning", mine);
      const answer = acceptedContent<{ name: string }>(mcpReq.inputResponses, "who");
      if (answer !== undefined) return { content: [{ type: "text", text: `${mine} ${answer.name}` }] };
      const requestedSchema = { type: "object" as const, properties: { name: { type: "string" as const } } };
      return inputRequired({
        inputRequests: { who: inputRequired.elicit({ message: mine, requestedSchema }) },
      });
    },
  );
  return server;
}

it(
  `keeps answers, questions, logs and progress of ${SESSIONS} callers apart`,
  { timeout: 120_000 },
  async () => {
    await using server = toServer(new Client(echoing, { protocol: "2026-07-28" }), { maxUpstreams: 20 });
    const { url } = await server.listen();
    const ledger: string[] = [];
    let heard = 0;
    const callers = await Promise.all(
      Array.from({ length: SESSIONS }, async (_, index) => {
        const mine = `caller-${index}`;
        const note = (what: string, said: unknown): void => {
          heard++;
          if (said !== mine) ledger.push(`${mine}: ${what} of ${String(said)}`);
        };
        const client = await Client.connect(url, {
          protocol: index % 2 === 0 ? "2025-11-25" : "2026-07-28",
          handlers: {
            onLog: ({ data }) => note("log", data),
            elicitation: (request) => {
              note("question", request.message);
              return { name: mine };
            },
          },
        });
        await client.setLogLevel("info");
        return { client, mine, note };
      }),
    );
    try {
      const answers = await Promise.all(
        callers.map(async ({ client, mine, note }) => {
          const onProgress = ({ message }: { readonly message?: string | undefined }) =>
            note("progress", message);
          return [mine, (await client.callTool("echo", { mine }, { onProgress })).content.text] as const;
        }),
      );
      expect(answers.filter(([mine, text]) => text !== `${mine} ${mine}`)).toEqual([]);
      expect(ledger).toEqual([]);
      // a question and a log of each at least
      expect(heard).toBeGreaterThanOrEqual(2 * SESSIONS);
    } finally {
      await Promise.all(callers.map(({ client }) => client.close()));
    }
  },
);
