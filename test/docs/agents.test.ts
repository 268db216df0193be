import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { CHAT, GOOGLE_CONTENT, MESSAGES, RESPONSES } from "../runtime/agents/adapters/support/protocols.js";
import { playing, type Protocol, type Turn } from "../runtime/agents/adapters/support/provider.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(join(root, "docs/agents.md"), "utf8");
const snippets = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = ""]) => text);

// the clients of the examples, whose servers are fakes
const SERVERS = `
import { group } from "fmcp-runtime";
import { fakeFilesystem, fakeMemory } from "../../generated-examples/src/mcp/fakes/index.js";
import { createFilesystem, createMemory } from "../../generated-examples/src/mcp/index.js";
const oslo = { name: "Oslo", entityType: "city", observations: [] };
const files = { read_text_file: ({ path }) => ({ content: "text of " + path }) };
const graph = { read_graph: () => ({ entities: [oslo], relations: [] }) };
export const filesystem = createFilesystem({ target: fakeFilesystem({ tools: files }) });
export const memory = createMemory({ target: fakeMemory({ tools: graph }) });
export const mcp = group({ filesystem, memory });
`;

const folder = join(root, ".cache/agents-page");
beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "servers.ts"), SERVERS);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** Runs the snippet that imports `name` as it stands in the page; resolves to what it printed. */
async function ran(text: string, name: string): Promise<string> {
  const lines: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((...args) => void lines.push(JSON.stringify(args)));
  const file = join(folder, `${name.replace(/\W/g, "-")}.ts`);
  writeFileSync(file, text.replace('"./mcp/index.js"', '"./servers.js"'));
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
  } finally {
    log.mockRestore();
  }
  return lines.join("\n");
}

const SCRIPT: readonly Turn[] = [
  [
    { id: "call_1", name: "filesystem_read_text_file", args: { path: "/notes" } },
    { id: "call_2", name: "memory_read_graph", args: {} },
  ],
  "We know Oslo.",
];

describe("an agent of the page, with two servers", () => {
  // the same for all: some packages read it once, when they are imported
  let port = 0;
  // a package warns of a model that its provider takes away
  const warn = vi.spyOn(console, "warn");
  afterAll(() => warn.mockRestore());

  it.each<[string, string, Protocol, boolean]>([
    ["ai", "aiSdkTools", MESSAGES, true],
    ["@openai/agents", "openaiAgentsTools", RESPONSES, true],
    ["openai", "openaiResponsesTools", RESPONSES, false],
    ["openai", "openaiChatTools", CHAT, false],
    ["@anthropic-ai/sdk", "anthropicTools", MESSAGES, true],
    ["@google/genai", "googleTools", GOOGLE_CONTENT, true],
    ["langchain", "langchainTools", RESPONSES, true],
    ["@mastra/core/agent", "mastraTools", MESSAGES, true],
  ])("runs as it stands: %s, %s", { timeout: 60_000 }, async (name, adapter, protocol, prints) => {
    const text =
      snippets.find((each) => each.includes(`from "${name}"`) && each.includes(`{ ${adapter} }`)) ?? "";
    const own = text.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("import "));
    expect(own.length).toBeLessThanOrEqual(10);
    let printed = "";
    const use = async (url: string): Promise<void> => {
      port = Number(new URL(url).port);
      for (const provider of ["ANTHROPIC", "OPENAI", "GOOGLE_GEMINI"])
        vi.stubEnv(`${provider}_BASE_URL`, provider === "OPENAI" ? `${url}/v1` : url);
      for (const provider of ["ANTHROPIC", "OPENAI", "GEMINI"]) vi.stubEnv(`${provider}_API_KEY`, "key");
      vi.stubEnv("OPENAI_AGENTS_DISABLE_TRACING", "1");
      printed = await ran(text, adapter);
    };
    const { told } = await playing(protocol, SCRIPT, use, port);
    const answers = told.map((each) => each.text);
    expect(answers).toEqual([expect.stringContaining("text of /notes"), expect.stringContaining("Oslo")]);
    expect(warn.mock.calls.flat().filter((said) => String(said).includes("end-of-life"))).toEqual([]);
    if (prints) expect(printed).toContain("We know Oslo.");
  });
});

describe("what the page shows of choosing", () => {
  it("lists the tools that it says", async () => {
    const printed = await ran(snippets.find((text) => text.includes("$tools.filter")) ?? "", "choice");
    expect(printed).toContain('["filesystem","read_text_file",true]');
    expect(printed).toContain('["memory","read_graph",true]');
    expect(printed).not.toContain("write_file");
  });

  it("offers tools that ask before they write", async () => {
    expect(await ran(snippets.find((text) => text.includes("needsApproval:")) ?? "", "approval")).toBe("");
  });
});
