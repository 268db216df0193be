import type { ServerModel } from "../../../../src/codegen/index.js";

/**
 * How it shows that a breaking change breaks something.
 *
 * - `types`: a caller that compiled does not any more
 * - `values`: types cannot show it; a value that was right is refused now, or an answer that may come was none before
 * - `wire`: a message of an old caller meets a server that has no such thing any more
 */
export type Proof = "types" | "values" | "wire";

/** One change, and what must be said of it. */
export interface Row {
  readonly title: string;
  readonly before: ServerModel;
  readonly after: ServerModel;
  /** `severity rule` of every change that is found, each once, in the order of the alphabet. */
  readonly want: readonly string[];
  /** What a breaking change is proven by; absent for others. */
  readonly proof?: Proof;
  /** A caller by hand, beside the derived ones: statements that use `s`, the old client, and `t`, its types. */
  readonly caller?: string;
}

const EMPTY: ServerModel = {
  key: "s",
  era: "legacy",
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientCapabilities: {},
  tools: [],
  resources: [],
  resourceTemplates: [],
  prompts: [],
  diagnostics: [],
};

export function server(facts: Partial<ServerModel>): ServerModel {
  return { ...EMPTY, ...facts };
}

/** `want` is one thing said, or several. */
export function row(
  title: string,
  before: Partial<ServerModel>,
  after: Partial<ServerModel>,
  want: string | readonly string[],
  proof?: Proof,
): Row {
  return {
    title,
    before: server(before),
    after: server(after),
    want: [want].flat(),
    ...(proof !== undefined && { proof }),
  };
}
