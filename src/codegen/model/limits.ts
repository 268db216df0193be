import type { SchemaLimits } from "../../shared/json-schema/index.js";

/**
 * Limits on what is accepted from servers. What exceeds a limit is left out without affecting the rest, and a diagnostic names
 * the limit. Each is an option: `limits` of `fmcp.config`, `--limit name=value`. Characters are UTF-16 units.
 */
export interface Limits {
  /** Pages of one list. Default 10,000. The rest of the list is left out. */
  readonly pages: number;
  /** Items of one list: tools, resources, templates or prompts. Default 10,000. The rest of the list is left out. */
  readonly items: number;
  /** Characters of one list as JSON. Default 20 MiB. The rest of the list is left out. */
  readonly listChars: number;
  /** Time for all pages of the lists of a server, in milliseconds. Default 30,000. The rest of a list is left out. */
  readonly listMs: number;
  /** Characters of the name of a tool, prompt or argument. Default 256. The item is left out. */
  readonly nameChars: number;
  /** Characters of the URI of a resource or of a template. Default 4,096. The item is left out. */
  readonly uriChars: number;
  /** How deep the JSON of one item may nest. Default 256. The item is left out. */
  readonly itemDepth: number;
  /** Characters of one description or of a server's instructions in a comment. Default 16,384. The comment is cut, the lock is not. */
  readonly descriptionChars: number;
  /** Characters of one schema as JSON. Default 1 MiB. A longer schema accepts everything. */
  readonly schemaChars: number;
  /** How deep subschemas may nest, counted from zero after each `$ref`. Default 64. Deeper ones accept everything. */
  readonly schemaDepth: number;
  /** Subschemas of one schema. Default 10,000. Further ones accept everything. */
  readonly schemaNodes: number;
  /** `$ref`s that lead to one another. Default 32. The last one accepts everything. */
  readonly refChain: number;
  /** Values of an `enum`. Default 2,000. With more, only their types are checked. */
  readonly enumValues: number;
  /** Characters of one generated file. Default 10 MiB. The server is left out, and its previous client is kept. */
  readonly fileChars: number;
  /** Time from the last answer of a server to the first write, in milliseconds. Default 60,000. Then nothing is written. */
  readonly totalMs: number;
}

const MIB = 1_048_576;

export const DEFAULT_LIMITS: Limits = {
  pages: 10_000,
  items: 10_000,
  listChars: 20 * MIB,
  listMs: 30_000,
  nameChars: 256,
  uriChars: 4_096,
  itemDepth: 256,
  descriptionChars: 16_384,
  schemaChars: MIB,
  schemaDepth: 64,
  schemaNodes: 10_000,
  refChain: 32,
  enumValues: 2_000,
  fileChars: 10 * MIB,
  totalMs: 60_000,
};

export const LIMIT_NAMES = Object.keys(DEFAULT_LIMITS) as readonly (keyof Limits)[];

/** Limits that affect the text of the output for a given model: the lock stores those that are not the default. */
export const OUTPUT_LIMIT_NAMES = [
  "descriptionChars",
  "schemaChars",
  "schemaDepth",
  "schemaNodes",
  "refChain",
  "enumValues",
  "fileChars",
] as const satisfies readonly (keyof Limits)[];

/** Returns the limits of the schema reader, by its own names. */
export function schemaLimits(limits: Limits): SchemaLimits {
  return {
    characters: limits.schemaChars,
    depth: limits.schemaDepth,
    nodes: limits.schemaNodes,
    refChain: limits.refChain,
    enumValues: limits.enumValues,
  };
}

/** Says how to raise a limit: the end of every message about one. */
export function raise(limit: keyof Limits): string {
  return `Raise it with --limit ${limit}=N if you trust the server.`;
}
