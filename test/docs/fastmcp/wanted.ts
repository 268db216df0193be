import { expect } from "vitest";
import { MemorySource, SseSource } from "../../../src/runtime/transport.js";

const closes = undefined;
const tools = ["add", "fail", "when", "meta", "steps", "note", "ask", "think", "folders", "slow"];
const named = (name: string): unknown => expect.objectContaining({ name });
const skill = "skill://greeting/SKILL.md";

/**
 * What the snippet beside each name of FastMCP gives. A row that does not stand here must give a client of the
 * server, or something to connect one to.
 */
export const WANTED: Readonly<Record<string, unknown>> = {
  'Client(url, name="n")': "n",
  "client.initialize()": named("table"),
  "client.initialize_result": named("table"),
  "client.server_info": "table",
  "client.server_capabilities": expect.objectContaining({ tools: expect.anything() as unknown }),
  "client.instructions": "Adds.",
  "client.protocol_version": "2026-07-28",
  "client.is_connected()": true,
  "client.prior_discover": expect.objectContaining({ supportedVersions: expect.anything() as unknown }),
  "client.ping()": true,
  "client.close()": closes,

  "client.list_tools()": tools,
  "client.list_tools(max_pages=2)": tools.length,
  'client.list_tools(cache_mode="refresh")': tools.length,
  "client.list_tools_mcp()": expect.arrayContaining(tools.map(named)),
  'client.call_tool("add", {"a": 1, "b": 2}).data': 3,
  'client.call_tool_mcp("add", arguments)': { result: 3 },
  "…call_tool(…, raise_on_error=False)": true,
  "…call_tool(…, timeout=5)": 3,
  "…call_tool(…, progress_handler=…)": "done",
  '…call_tool(…, meta={"trace": "t1"})': "t1",
  '…call_tool(…, version="1.0")': 3,
  "…call_tool(…, task=True)": 2,
  "client.list_resources()": expect.arrayContaining(["docs://intro"]),
  "client.list_resources_mcp()": expect.arrayContaining([expect.objectContaining({ uri: "docs://intro" })]),
  "client.list_resource_templates()": expect.arrayContaining(["docs://{page}"]),
  "client.list_resource_templates_mcp()": expect.arrayContaining([named("page")]),
  "client.read_resource(uri)[0].text": "An introduction.",
  "client.read_resource_mcp(uri)": [expect.objectContaining({ text: "An introduction." })],
  "client.list_prompts()": ["review"],
  "client.list_prompts_mcp()": [named("review")],
  'client.get_prompt("review", {"files": ["a"]})': [
    expect.objectContaining({ content: expect.objectContaining({ text: "Review 1 files." }) as unknown }),
  ],
  'client.get_prompt_mcp("review", …)': [
    expect.objectContaining({ content: expect.objectContaining({ text: "Review 1 files." }) as unknown }),
  ],
  "client.complete(ref, argument)": expect.objectContaining({ values: ["a.ts"] }),
  "client.complete_mcp(ref, argument)": expect.objectContaining({
    completion: expect.objectContaining({ values: ["a.ts"] }) as unknown,
  }),
  "client.list_skills()": [skill],
  "client.list_skills_mcp()": expect.objectContaining({
    skills: [expect.objectContaining({ uri: skill })],
  }),
  "client.get_skill(uri)": skill,
  "client.get_skill_mcp(uri)": expect.objectContaining({
    skill: expect.objectContaining({ uri: skill }) as unknown,
  }),
  "client.cancel(request_id)": closes,
  "client.progress(token, 1)": closes,
  'client.set_logging_level("debug")': closes,
  "client.send_roots_list_changed()": closes,

  "client.set_roots([…])": closes,
  "client.set_sampling_callback(…)": closes,
  "client.set_elicitation_callback(…)": closes,
  "MessageHandler.on_message, on_notification, dispatch": closes,
  "MessageHandler.on_progress": closes,
  "MessageHandler.on_logging_message": closes,
  "MessageHandler.on_tool_list_changed": closes,
  "MessageHandler.on_resource_list_changed": closes,
  "MessageHandler.on_prompt_list_changed": closes,
  "MessageHandler.on_resource_updated": expect.objectContaining({ next: expect.any(Function) as unknown }),
  "MessageHandler.on_cancelled": closes,
  "MessageHandler.on_exception": expect.any(Function),

  "SSETransport(url)": expect.any(SseSource),
  'NpxStdioTransport("server")': expect.objectContaining({ command: "npx" }),
  'UvStdioTransport("server")': expect.objectContaining({ command: "uv" }),
  'UvxStdioTransport("server")': expect.objectContaining({ command: "uvx" }),
  "FastMCPTransport(server)": expect.any(MemorySource),
  ClientTransport: expect.objectContaining({ kind: "custom" }),

  'group.clients["one"]': expect.objectContaining({ name: "one" }),
  "group.protocol_versions": "ready",
  "group.list_tools()": 2 * tools.length,
  'group.call_tool("one_add", …)': 3,
  'group.resolve_tool("one_add")': "add",
  "MCPConfig.from_file(path)": 1,
  "config.write_to_file(path)": closes,
  'config.add_server("one", entry)': closes,
  "update_config_file(path, …)": closes,

  "create_proxy(client)": expect.objectContaining({ listen: expect.any(Function) as unknown }),
  "fastmcp run mcp.json": "",
  "fastmcp list script": expect.stringContaining("add"),
  "fastmcp call url add a=1 b=2": "3",
  "fastmcp discover": expect.stringContaining("table"),
  "fastmcp inspect url": expect.stringContaining('"name": "add"'),
};
