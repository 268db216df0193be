import { expect, it } from "vitest";
import { cleanConfig } from "../../../src/codegen/cli/init/clean-config.js";
import { readConfigText } from "../../../src/shared/config/index.js";

it("puts a variable in place of every value of an entry with a file of secrets", async () => {
  const files = new Map([
    [
      "/p/fastagent.config.yaml",
      "mcp:\n  servers:\n    s:\n      command: s\n      env:\n        MODE: fast\n",
    ],
    ["/p/fastagent.secrets.yaml", "mcp:\n  servers:\n    s:\n      env:\n        REGION: north\n"],
  ]);
  const [path = "", text = ""] = [...files][0] ?? [];
  const beside = (file: string): Promise<Uint8Array | undefined> =>
    Promise.resolve(files.has(file) ? new TextEncoder().encode(files.get(file)) : undefined);
  const { servers } = await readConfigText(text, { path, beside });
  const clean = cleanConfig(
    servers.map((entry) => ({ entry, path, client: "fast-agent", ofProject: true })),
    "/p",
  );
  expect(JSON.parse(clean.text)).toEqual({
    mcpServers: { s: { command: "s", env: { MODE: "${MODE}", REGION: "${REGION}" } } },
  });
  expect(clean.secrets).toEqual({ MODE: "fast", REGION: "north" });
});
