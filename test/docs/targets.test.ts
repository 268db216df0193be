import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { lockedServer, sealedLock, serializeLock } from "../../src/codegen/lock/index.js";
import type { ServerModel } from "../../src/codegen/index.js";
import { runMain } from "../codegen/cli/run-main.js";
import { folderWith } from "../codegen/config/temporary-folder.js";

const page = await readFile(new URL("../../docs/targets.md", import.meta.url), "utf8");
const model = JSON.parse(
  await readFile(new URL("../fixtures/models/weather.json", import.meta.url), "utf8"),
) as ServerModel;
const source = (path: string): string => fileURLToPath(new URL(`../../src/codegen/${path}`, import.meta.url));

it("the target of docs/targets.md makes its files, and check finds them fresh", async () => {
  const [, config = ""] = /```ts\n([\s\S]*?)```/.exec(page) ?? [];
  const lock = sealedLock({
    ...{ version: "0", options: {}, files: new Map() },
    servers: { weather: lockedServer(model, undefined) },
  });
  const folder = await folderWith({
    "fmcp.config.ts": config.replace(
      'import { defineConfig, defineTarget } from "fmcp-codegen";',
      `import { defineConfig } from "${source("config/define-config.ts")}";
import { defineTarget } from "${source("outputs/output-target.ts")}";`,
    ),
    "src/mcp/mcp.lock.json": serializeLock(lock),
  });
  const made = await runMain(["generate", "--offline"], folder);
  expect(made).toMatchObject({ exitCode: 0 });
  expect(await readFile(join(folder, "src/mcp/names/weather.ts"), "utf8")).toContain('  "get_forecast",\n');
  expect(await readFile(join(folder, "src/mcp/names/README.md"), "utf8")).toContain("\n- `weather`\n");
  expect(await readFile(join(folder, "src/mcp/llms/weather.md"), "utf8")).toContain("\n## `get_forecast`\n");
  expect(await runMain(["check"], folder)).toMatchObject({ exitCode: 0 });
});
