import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ServerModel } from "../../src/codegen/index.js";

/** Two released versions of an npm server, and how it is started. */
export interface Release {
  readonly package: string;
  /** The older and the newer version. */
  readonly versions: readonly [string, string];
  /** Name of its command. */
  readonly bin: readonly [string, string];
  readonly args?: readonly string[];
}

/** Servers that start without a network, a secret or a browser. */
export const RELEASES: readonly Release[] = [
  {
    package: "@modelcontextprotocol/server-filesystem",
    versions: ["2025.11.25", "2026.8.31"],
    bin: ["mcp-server-filesystem", "mcp-server-filesystem"],
    args: ["."],
  },
  {
    package: "@modelcontextprotocol/server-everything",
    versions: ["2025.9.25", "2026.1.26"],
    bin: ["mcp-server-everything", "mcp-server-everything"],
  },
  {
    package: "@modelcontextprotocol/server-memory",
    versions: ["2025.8.4", "2026.8.31"],
    bin: ["mcp-server-memory", "mcp-server-memory"],
  },
  {
    package: "@playwright/mcp",
    versions: ["0.0.55", "0.0.83"],
    bin: ["mcp-server-playwright", "playwright-mcp"],
  },
  {
    package: "chrome-devtools-mcp",
    versions: ["1.8.0", "1.11.0"],
    bin: ["chrome-devtools-mcp", "chrome-devtools-mcp"],
  },
  {
    package: "@notionhq/notion-mcp-server",
    versions: ["1.9.1", "2.0.0"],
    bin: ["notion-mcp-server", "notion-mcp-server"],
  },
];

/** File name of a release's recording: the package without its scope. */
export function recordingPath({ package: name }: Release): string {
  const file = `${name.replace(/^@/, "").replace("/", "-")}.json`;
  return fileURLToPath(new URL(`./recordings/${file}`, import.meta.url));
}

/** What both versions said, as `node scripts/record-releases.mjs` wrote it down. */
export function readRecording(release: Release): readonly [ServerModel, ServerModel] {
  return JSON.parse(readFileSync(recordingPath(release), "utf8")) as [ServerModel, ServerModel];
}
