import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RawAnswers } from "../../src/codegen/model/index.js";

/** Recordings of real servers; set `FMCP_CORPUS` where they are somewhere else. */
export const CORPUS =
  process.env["FMCP_CORPUS"] ?? fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

/** What one server answered on the wire. A list that failed is no array. */
export interface Recording {
  readonly name: string;
  readonly initialize: {
    readonly protocolVersion: string;
    readonly capabilities: object;
    readonly serverInfo: object;
    readonly instructions?: string;
  };
  readonly tools: unknown;
  readonly resources: unknown;
  readonly resourceTemplates: unknown;
  readonly prompts: unknown;
  readonly modern?: { readonly discover: object; readonly tools: unknown };
}

export function hasCorpus(): boolean {
  return existsSync(join(CORPUS, "recordings"));
}

/** Every recording, by the name of its file. */
export function readRecordings(): ReadonlyMap<string, Recording> {
  const folder = join(CORPUS, "recordings");
  const files = readdirSync(folder).filter((file) => file.endsWith(".json"));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.replace(/\.json$/, ""),
        JSON.parse(readFileSync(join(folder, file), "utf8")) as Recording,
      ]),
  );
}

/** A recording as the introspection would have brought it home. */
export function rawAnswers(
  key: string,
  recording: Recording,
  options: { readonly modern?: boolean; readonly reverse?: boolean } = {},
): RawAnswers {
  const { initialize: info, modern } = recording;
  const list = (items: unknown): readonly unknown[] => {
    const all = Array.isArray(items) ? (items as readonly unknown[]) : [];
    return options.reverse === true ? all.toReversed() : all;
  };
  const useModern = options.modern === true && modern !== undefined;
  return {
    key,
    era: useModern ? "modern" : "legacy",
    protocolVersion: useModern ? "2026-07-28" : info.protocolVersion,
    serverInfo: info.serverInfo,
    instructions: info.instructions,
    capabilities: info.capabilities,
    clientCapabilities: {},
    lists: {
      tools: list(useModern ? modern.tools : recording.tools),
      resources: list(recording.resources),
      resourceTemplates: list(recording.resourceTemplates),
      prompts: list(recording.prompts),
    },
  };
}
