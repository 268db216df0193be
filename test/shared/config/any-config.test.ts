import fc from "fast-check";
import { expect, it } from "vitest";
import { DIALECTS } from "../../../src/shared/config/dialects/index.js";
import { parseConfig, readConfigText, resolveEntry } from "../../../src/shared/config/index.js";
import { ADVICE, HARMLESS, HONOURED } from "../../../src/shared/config/entry-fields/known.js";

const FIELDS = [
  ...HONOURED,
  ...HARMLESS,
  ...Object.keys(ADVICE),
  "oauth",
  "cmd",
  "uri",
  "envs",
  "bearer_token_env_var",
];
const PLACES = [
  "mcpServers",
  "servers",
  "mcp",
  "context_servers",
  "mcp_servers",
  "extensions",
  "amp.mcpServers",
];
const PATHS = DIALECTS.flatMap(({ project, home }) => [...project, ...home]).map((path) =>
  path.replace("*", "x"),
);

const text = fc.oneof(
  fc.string(),
  fc.constantFrom("${A}", "$A", "{env:A}", "%A%", "https://h.example/mcp", "${", "$(x)"),
);
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.array(text), fc.dictionary(text, text));
const entry = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 8 });
const servers = fc.dictionary(fc.string(), fc.oneof(entry, fc.jsonValue({ maxDepth: 1 })), { maxKeys: 5 });
const document = fc.dictionary(
  fc.constantFrom(...PLACES, "inputs", "projects", "registry", "source", "server"),
  fc.oneof(servers, fc.array(entry)),
  { maxKeys: 3 },
);
const context = { env: { A: "a" }, workspaceFolder: "/w", userHome: "/h" };

it("any document of any client is servers, faults and warnings, and never throws", () => {
  fc.assert(
    fc.property(document, fc.constantFrom(undefined, ...PATHS), (config, path) => {
      const parsed = parseConfig(config, path === undefined ? {} : { path });
      for (const each of parsed.servers) resolveEntry(each, context);
      for (const { message, hint } of parsed.faults) expect(message.length * hint.length).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});

it("reads a valid entry next to any other entry", () => {
  const good = { command: "node", args: ["good.js"] };
  fc.assert(
    fc.property(servers, fc.constantFrom(undefined, ...PATHS), (others, path) => {
      const { "the good one": _none, ...rest } = others;
      const config = { mcpServers: { ...rest, "the good one": good } };
      const { servers: read } = parseConfig(config, path === undefined ? {} : { path });
      expect(read.find(({ key }) => key === "the good one")).toMatchObject(good);
    }),
    { numRuns: 2_000 },
  );
});

it("any text is a config or faults", async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.json()), fc.constantFrom(...PATHS), async (source, path) => {
      const { servers: read, faults } = await readConfigText(source, { path });
      expect(read.length + faults.length).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 300 },
  );
});

it("reports excessive nesting as a fault", async () => {
  const { faults } = await readConfigText("[".repeat(200_000), { path: "mcp.json" });
  expect(faults).toMatchObject([{ message: "The config is nested more than 500 levels deep." }]);
});
