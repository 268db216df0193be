import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Client, ToolError } from "../../src/runtime/index.js";
import { pythonWith } from "./kinds.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const python = pythonWith(root, "fastmcp-2.14", "fastmcp==2.14.7");

// FastMCP 2.14 announces a task in `_meta` of an empty result, as a draft of 2025-11-25 did.
describe.skipIf(python === undefined)("tasks of FastMCP 2.14", { timeout: 60_000 }, () => {
  let client: Client;
  beforeAll(async () => {
    const args = [fileURLToPath(new URL("peers/fastmcp_2_tasks.py", import.meta.url))];
    client = await Client.connect({ command: python!, args, stderr: "ignore" });
  }, 60_000);
  afterAll(() => client.close());

  it("a handle follows the task at the server until it is over", async () => {
    const task = await client.callToolTask("slow", { seconds: 0.5 });
    expect(task.returnedImmediately).toBe(false);
    expect(task.state?.status).toBe("working");
    expect((await client.getTask(task.taskId)).taskId).toBe(task.taskId);
    expect((await task.wait({ timeoutMs: 30_000 })).status).toBe("completed");
    expect((await task.result()).data).toBe("done");
  });

  it("a task that fails is an error", async () => {
    const task = await client.callToolTask("bad");
    await expect(task.result()).rejects.toThrow(ToolError);
    expect((await task.status()).status).toBe("failed");
  });

  it("a task that is cancelled ends at the server", async () => {
    const task = await client.callToolTask("slow", { seconds: 60 });
    const result = task.result();
    await task.cancel();
    await expect(result).rejects.toMatchObject({ code: "TASK_CANCELLED" });
  });

  it("a plain call has its result", async () => {
    expect((await client.callTool("slow", { seconds: 0.01 })).data).toBe("done");
  });
});
