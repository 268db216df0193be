import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { compareTools } from "../../../src/runtime/drift/compare-tools.js";
import { generate, introspect } from "../../../src/codegen/index.js";
import { readLock } from "../../../src/codegen/lock/index.js";
import { constantPart } from "../../../src/codegen/volatile/constant-part.js";
import { toolDigest } from "../../../src/shared/tool/tool-digest.js";
import { folderWith } from "../config/temporary-folder.js";

const SERVER = fileURLToPath(new URL("./fixtures/now.mjs", import.meta.url));
const DEFAULT = "/tools/runs/inputSchema/properties/to/default";

const configOf = (FORM: string, env: Record<string, string> = {}) => ({
  mcpServers: { now: { command: process.execPath, args: [SERVER], env: { FORM, ...env } } },
});

async function lockAfter(out: string, config: object, options: object = {}) {
  const { diagnostics } = await generate({ config: config as never, out, format: false, ...options });
  const text = await readFile(join(out, "mcp.lock.json"), "utf8");
  return { text, model: readLock(text, "lock").servers["now"]?.model, diagnostics };
}

describe("what a server says anew each time", () => {
  it.each<[string, string, readonly string[]]>([
    ["the time in milliseconds", "milliseconds", [DEFAULT]],
    ["the time in seconds", "seconds", [DEFAULT]],
    ["a moment", "moment", [DEFAULT]],
    ["an id made at random", "random id", [DEFAULT]],
  ])("is found by asking twice, and the next run writes the same bytes: %s", async (_intent, form, want) => {
    const out = join(await folderWith({}), "out");
    const first = await lockAfter(out, configOf(form));
    expect(first.model?.volatile).toEqual(want);
    expect(first.model?.tools[0]?.inputSchema).toMatchObject({
      properties: { default: { default: "stays" } },
    });
    expect(first.diagnostics).toContainEqual(expect.objectContaining({ code: "VALUE_VOLATILE" }));
    expect((await lockAfter(out, configOf(form))).text).toBe(first.text);
  });

  it.each<[string, string, Record<string, string>]>([
    ["a number of each process", "process", {}],
    ["the day", "day", { AHEAD_MS: String(24 * 60 * 60 * 1_000) }],
  ])("is found where it is not what the lock says, and stays found: %s", async (_intent, form, later) => {
    const out = join(await folderWith({}), "out");
    const first = await lockAfter(out, configOf(form));
    expect(first.model?.volatile).toBeUndefined();
    const second = await lockAfter(out, configOf(form, later));
    expect(second.model?.volatile).toEqual([DEFAULT]);
    expect((await lockAfter(out, configOf(form))).text).toBe(second.text);
  });

  it("leaves of texts what stays", async () => {
    const out = join(await folderWith({}), "out");
    const { model } = await lockAfter(out, configOf("nothing", { TEXT: "1" }));
    expect(model?.volatile).toEqual(["/instructions", "/tools/runs/description"]);
    expect(model?.instructions).toBe("Use it. It is … now. Bye.");
    expect(model?.tools[0]?.description).toBe("Use it. It is … now. Bye.");
  });

  it("may be named", async () => {
    const out = join(await folderWith({}), "out");
    const { model } = await lockAfter(out, configOf("nothing"), { volatile: { now: [DEFAULT] } });
    expect(model?.volatile).toEqual([DEFAULT]);
    expect(model?.tools[0]?.inputSchema).toMatchObject({ properties: { to: { type: "string" } } });
  });

  it("is a change where a second question gives the same", async () => {
    const out = join(await folderWith({}), "out");
    const first = await lockAfter(out, configOf("nothing"));
    expect(first.model?.volatile).toBeUndefined();
    const { models } = await introspect(
      configOf("day") as never,
      {
        last: { now: { model: first.model as never } },
      } as never,
    );
    expect(models[0]?.volatile).toBeUndefined();
  });

  it("is not drift", async () => {
    const out = join(await folderWith({}), "out");
    await lockAfter(out, configOf("milliseconds"));
    const code = await readFile(join(out, "now/contract.ts"), "utf8");
    const [, digest = ""] = /digest: "(\w+)"/.exec(code) ?? [];
    expect(code).toContain('volatile: ["/inputSchema/properties/to/default"]');
    const listed = (value: number, other = "stays") => ({
      name: "runs",
      description: "Use it.",
      inputSchema: {
        type: "object",
        properties: { to: { type: "number", default: value }, default: { type: "string", default: other } },
      },
    });
    const volatile = ["/inputSchema/properties/to/default"];
    const expected = { era: "legacy" as const, tools: { runs: { digest, volatile } } };
    const drifts = (tool: object) =>
      compareTools(expected, new Map([["runs", [tool as never]]]), "legacy").size;
    expect(toolDigest(listed(1))).not.toBe(digest);
    expect([drifts(listed(1)), drifts(listed(2)), drifts(listed(1, "other"))]).toEqual([0, 0, 1]);
  });
});

describe("constantPart", () => {
  it.each<[string, string, string | undefined]>([
    ["It is 10:00 now.", "It is 10:01 now.", "It is … now."],
    ["10:00", "10:01", "…"],
    ["a b", "a b c", "a b…"],
    ["same", "same", undefined],
  ])("of %j and %j is %j", (one, other, want) => {
    expect(constantPart(one, other)).toBe(want);
  });
});
