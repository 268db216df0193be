/** What the hostile server says: raw JSON text, so that it can hold what no object in memory can. */
export interface Script {
  /** Key of the server in the config. */
  readonly key: string;
  /** Number of the input in the list of hostile inputs, and what it is. */
  readonly number: number;
  readonly what: string;
  /** Raw members of the result of the handshake. */
  readonly initialize: string;
  readonly lists: Readonly<Record<string, readonly Page[]>>;
  readonly errors?: Readonly<Record<string, object>>;
  readonly odd?: string;
  /** Wire names that must be callable, however the rest fares. */
  readonly callable: readonly string[];
  /** Wire names that may be left out, since nothing valid can be sent; a diagnostic has to say so. */
  readonly dropped: readonly string[];
  /** It may fail, with an error that says why. */
  readonly mayFail?: boolean;
  /** It has to fail: what it offers cannot be taken in as a whole. */
  readonly fails?: boolean;
  /** A list that is cut off is taken as it is (`--allow-cut`). */
  readonly allowCut?: boolean;
  readonly transport?: "stdio" | "http";
}

export interface Page {
  readonly items: string;
  readonly next?: string;
}

const CAPABILITIES = { tools: {}, resources: {}, prompts: {}, completions: {} };

export function script(
  given: Pick<Script, "key" | "number" | "what" | "callable"> &
    Partial<Script> & {
      readonly tools?: readonly unknown[];
      readonly prompts?: readonly unknown[];
      readonly resources?: readonly unknown[];
      readonly templates?: readonly unknown[];
    },
): Script {
  const { tools = [], prompts = [], resources = [], templates = [], ...rest } = given;
  const page = (items: readonly unknown[]): readonly Page[] => [{ items: JSON.stringify(items) }];
  return {
    initialize: `"capabilities":${JSON.stringify(CAPABILITIES)},"serverInfo":{"name":"hostile","version":"1"}`,
    dropped: [],
    ...rest,
    lists: {
      "tools/list": page(tools),
      "prompts/list": page(prompts),
      "resources/list": page(resources),
      "resources/templates/list": page(templates),
      ...given.lists,
    },
  };
}
