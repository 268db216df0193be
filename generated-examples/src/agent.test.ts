// The agent with a model that follows a script, and without the servers: `node --test out/agent.test.js`.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { ask } from "./agent.js";
import { fakeFilesystem, fakeMemory } from "./mcp/fakes/index.js";
import { createFilesystem, createMemory } from "./mcp/index.js";

/** A client of a model that says these contents in turn; `requests` holds what it was sent. */
function scripted(...contents: readonly object[][]): { anthropic: Anthropic; requests: string[] } {
  const requests: string[] = [];
  const respond = (_url: unknown, init?: RequestInit): Promise<Response> => {
    const content = contents[requests.length];
    requests.push(String(init?.body));
    const facts = { id: "msg", type: "message", role: "assistant", model: "scripted", stop_sequence: null };
    const usage = { input_tokens: 1, output_tokens: 1 };
    const stop_reason = content?.some((part) => "input" in part) === true ? "tool_use" : "end_turn";
    return Promise.resolve(Response.json({ ...facts, content, stop_reason, usage }));
  };
  return { anthropic: new Anthropic({ apiKey: "none", fetch: respond }), requests };
}

const call = (name: string, input: object): object => ({ type: "tool_use", id: name, name, input });

test("the agent calls tools of both servers and reads their answers", async () => {
  const files = fakeFilesystem({ tools: { read_text_file: ({ path }) => ({ content: `text of ${path}` }) } });
  const graph = fakeMemory({ tools: { read_graph: () => ({ entities: [], relations: [] }) } });
  const filesystem = createFilesystem({ target: files });
  const memory = createMemory({ target: graph });
  const { anthropic, requests } = scripted(
    [call("filesystem_read_text_file", { path: "notes" }), call("memory_read_graph", {})],
    [{ type: "text", text: "Nothing yet." }],
  );

  assert.equal(await ask(anthropic, "What do we know?", [filesystem, memory]), "Nothing yet.");
  assert.deepEqual(files.calls("read_text_file"), [{ path: "notes" }]);
  assert.equal(graph.calls("read_graph").length, 1);
  assert.doesNotMatch(requests[0] ?? "", /filesystem_write_file/);
  assert.match(requests[1] ?? "", /text of notes/);
  await Promise.all([filesystem.$close(), memory.$close()]);
});
