import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { McpServer } from "@modelcontextprotocol/server";
import * as z from "zod";
import { generateFromModel } from "../../../../../src/codegen/index.js";
import { buildModel } from "../../../../../src/codegen/model/index.js";
import type { WithTools } from "../../../../../src/runtime/agents.js";
import { Client, type ClientOptions } from "../../../../../src/runtime/index.js";
import { dualEraSource } from "../../../support/sources.js";

const root = fileURLToPath(new URL("../../../../..", import.meta.url));

/** One pixel, as the server sends it. */
export const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** A generated client of a server in memory, and the orders that the server was told to delete. */
export interface Shop {
  readonly client: WithTools;
  readonly deleted: string[];
  close(): Promise<void>;
}

/** Generates the client of a shop and connects it to that shop. `name`: of the folder of the generated code. */
export async function openShop(name: string): Promise<Shop> {
  const deleted: string[] = [];
  const target = dualEraSource(() => server(deleted));
  const create = await generate(name, () => new Client(target));
  const client = create({ target });
  return { client, deleted, close: () => client.$close() };
}

function server(deleted: string[]): McpServer {
  const shop = new McpServer({ name: "shop", version: "1" });
  shop.registerTool(
    "forecast",
    {
      description: "The weather of the next days.",
      inputSchema: z.object({ city: z.string(), days: z.int().min(1).optional() }),
    },
    ({ city, days = 1 }) => ({ content: [{ type: "text", text: `${city}: ${days} days of rain` }] }),
  );
  shop.registerTool("picture", { description: "A picture of a product." }, () => ({
    content: [
      { type: "text", text: "A pixel:" },
      { type: "image", data: PIXEL, mimeType: "image/png" },
    ],
  }));
  shop.registerTool(
    "delete_order",
    { inputSchema: z.object({ id: z.string() }), annotations: { destructiveHint: true } },
    ({ id }) => {
      deleted.push(id);
      return { content: [{ type: "text", text: `deleted ${id}` }] };
    },
  );
  return shop;
}

type Created = WithTools & { $close(): Promise<void> };

async function generate(name: string, connect: () => Client): Promise<(options: ClientOptions) => Created> {
  const asked = connect();
  await asked.connect();
  const tools = await asked.listTools();
  await asked.close();
  const model = buildModel({
    key: "shop",
    era: "legacy",
    protocolVersion: "2025-11-25",
    clientCapabilities: {},
    lists: { tools: JSON.parse(JSON.stringify(tools)) as unknown[] },
  });
  const out = join(root, ".cache/agents", name);
  for (const [path, text] of generateFromModel([model], { config: "../mcp.json" }).files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  }
  // not bundled: the client and the adapters stand on one runtime, as they do in an app
  const module = (await import(join(out, "index.ts"))) as {
    createShop: (options: ClientOptions) => Created;
  };
  return module.createShop;
}
