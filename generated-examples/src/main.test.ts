// Tests of code that calls generated clients, without the servers: `node --test out/main.test.js`.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { ToolError } from "fmcp-runtime";
import { replay } from "fmcp-runtime/testing";
import { fakeEverything, fakeFilesystem, fakeMemory } from "./mcp/fakes/index.js";
import { createEverything, createFilesystem, createMemory } from "./mcp/index.js";

test("handlers answer, and calls are counted", async () => {
  const server = fakeEverything({
    tools: { "get-sum": ({ a, b }) => `The sum is ${a + b}.` },
    templates: { "demo://resource/dynamic/text/{resourceId}": ({ resourceId }) => `text ${resourceId}` },
    prompts: { "args-prompt": ({ city }) => `Weather in ${city}?` },
  });
  const everything = createEverything({ target: server });
  assert.equal((await everything.getSum({ a: 1, b: 2 })).text, "The sum is 3.");
  assert.deepEqual(server.calls("get-sum"), [{ a: 1, b: 2 }]);
  assert.equal((await everything.resources.dynamicTextResource({ resourceId: "7" })).text, "text 7");
  assert.equal((await everything.prompts.argsPrompt({ city: "Oslo" })).messages.length, 1);
  await everything.$close();
});

test("what has no handler is made from the output schema", async () => {
  const memory = createMemory({ target: fakeMemory({}, { seed: 7 }) });
  const graph = await memory.readGraph();
  assert.ok(Array.isArray(graph.entities));
  await memory.$close();
});

test("a failure is thrown as that of the server", async () => {
  const server = fakeFilesystem();
  const filesystem = createFilesystem({ target: server });
  server.failWith("read_text_file", "no such file");
  await assert.rejects(filesystem.readTextFile({ path: "a" }), ToolError);
  assert.ok((await filesystem.readTextFile({ path: "a" })).content !== undefined);
  await filesystem.$close();
});

test("recordings answer what the server did", async () => {
  const everything = createEverything({ target: replay("recordings") });
  assert.equal((await everything.getSum({ a: 2, b: 3 })).text, "The sum of 2 and 3 is 5.");
  await everything.$close();
});
