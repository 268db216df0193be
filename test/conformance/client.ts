/**
 * The client under test of the official conformance suite: `client.ts SERVER_URL`, told by the environment which scenario
 * to play. It does what a user of the package would write; whatever a check looks at comes from the runtime.
 */
import { Client, type HandlerOptions } from "../../src/runtime/index.js";
import { skillsOf } from "../../src/runtime/skills.js";
import { authForScenario, type ScenarioContext } from "./auth-handlers.js";

type Play = (client: Client, context: Readonly<Record<string, unknown>>) => Promise<void>;

const [url = ""] = process.argv.slice(2);
const scenario = process.env["MCP_CONFORMANCE_SCENARIO"] ?? "";
const revision = process.env["MCP_CONFORMANCE_PROTOCOL_VERSION"] ?? "2025-11-25";
const context = JSON.parse(process.env["MCP_CONFORMANCE_CONTEXT"] ?? "{}") as Readonly<
  Record<string, unknown>
>;

const PLAYS: Readonly<Record<string, Play>> = {
  initialize: async (client) => void (await client.listTools()),
  tools_call: async (client) => {
    await client.listTools();
    await client.callTool("add_numbers", { a: 5, b: 3 });
  },
  "elicitation-sep1034-client-defaults": callAll(["test_client_elicitation_defaults"]),
  "sse-retry": callAll(["test_reconnection"]),
  "sep-2322-client-request-state": callAll([
    "test_mrtr_echo_state",
    "test_mrtr_no_state",
    "test_mrtr_unrelated",
    "test_mrtr_no_result_type",
  ]),
  "http-standard-headers": async (client) => {
    for (const tool of (await client.listTools()).slice(0, 1)) await client.callTool(tool.name);
    for (const resource of (await client.listResources()).slice(0, 1))
      await client.readResource(resource.uri);
    for (const prompt of (await client.listPrompts()).slice(0, 1)) await client.getPrompt(prompt.name);
  },
  "http-custom-headers": async (client, { toolCalls }) => {
    await client.listTools();
    for (const { name, arguments: args } of toolCalls as { name: string; arguments: object }[]) {
      await client.callTool(name, { ...args }, { raiseOnError: false });
    }
  },
  "http-invalid-tool-headers": async (client) => {
    for (const tool of await client.listTools()) await client.callTool(tool.name, { region: "us-west1" });
  },
  "json-schema-2020-12-preservation": async (client) => {
    const tools = await client.listTools();
    const schema = tools.find((tool) => tool.name === "json_schema_2020_12_tool")?.inputSchema;
    await client.callTool("json_schema_echo", { schema: schema as never });
  },
  "json-schema-ref-no-deref": async (client) => void (await client.listTools()),
  "sep-2640-client-no-prefetch": async (client) => void (await (await skillsOf(client)).list()),
  "sep-2640-client-verify-digest": loadSkill,
  "sep-2640-client-verify-size": loadSkill,
  "sep-2640-client-verify-frontmatter": loadSkill,
  "request-metadata": async (client) => void (await client.listTools()),
};

/** Lists, then calls the tools one after the other; what one of them does wrong is the scenario's point, not ours. */
function callAll(names: readonly string[]): Play {
  return async (client) => {
    await client.listTools();
    for (const name of names) await client.callTool(name, {}, { raiseOnError: false });
  };
}

/** Loads each skill with its files, as far as they are what they are said to be. */
async function loadSkill(client: Client): Promise<void> {
  const skills = await skillsOf(client);
  for (const skill of (await skills.list()).skills) {
    await skills.read(skill);
    if (Array.isArray(skill.resources))
      for (const { uri } of skill.resources) if (uri !== skill.uri) await skills.read(skill, uri);
  }
}

/** What every `auth/…` scenario asks for beside its flow: some requests that need a token. */
const authenticated: Play = async (client) => {
  await client.listTools();
  await client.callTool("test-tool");
};

const handlers: HandlerOptions = /elicitation|2322/.test(scenario)
  ? {
      elicitation: () => ({
        action: "accept",
        content: scenario.includes("2322") ? { confirmed: true } : {},
      }),
    }
  : {};

const client = new Client(url, {
  protocol: revision === "2026-07-28" ? revision : "legacy",
  handlers,
  ...(scenario.startsWith("auth/") && { auth: authForScenario(scenario, context as ScenarioContext) }),
});
try {
  await client.connect();
  await (PLAYS[scenario] ?? (scenario.startsWith("auth/") ? authenticated : (PLAYS["initialize"] as Play)))(
    client,
    context,
  );
} finally {
  await client.close();
}
