import type { JsonObject } from "../../shared/json/json.js";
import type { RequestOptions } from "../backend/call-options.js";
import type { ToolResult } from "../results/tool-result.js";
import { wrongArgumentsAsResult } from "../results/wrong-arguments.js";
import { chooseTools, type ToolChoice } from "./choose.js";
import { type CallableTool, type ToolInfo } from "./tool-info.js";

/**
 * The tools of one generated client, or of several, known without a connection: `weather.$tools`, `mcp.$tools`. Loaded on first
 * use.
 */
export class ToolCatalogue<Name extends string = string, Reference extends string = Name> {
  readonly #load: () => Promise<readonly CallableTool[]>;
  readonly #choice: ToolChoice;

  /** @internal */
  constructor(load: () => Promise<readonly CallableTool[]>, choice: ToolChoice = {}) {
    this.#load = load;
    this.#choice = choice;
  }

  /** Returns every selected tool, in the order of the generated code. */
  async list(): Promise<readonly CallableTool<Name>[]> {
    const tools = await this.#load();
    return chooseTools(tools, this.#choice) as readonly CallableTool[] as readonly CallableTool<Name>[];
  }

  /** Returns one tool by its wire name; with several servers, by `server.tool` or a name that is unique. */
  async get(wanted: Reference): Promise<CallableTool<Name> | undefined> {
    const name: string = wanted;
    const tools = await this.list();
    const exact = tools.find((tool) => `${tool.server}.${tool.name}` === name);
    if (exact !== undefined) return exact;
    const named = tools.filter((tool) => (tool.name as string) === name);
    return named.length === 1 ? named[0] : undefined;
  }

  /** Selects some of the tools: `$tools.filter({ only: "get_*", readOnly: true })`. Further filters narrow the selection. */
  filter(choice: ToolChoice): ToolCatalogue<Name, Reference> {
    return new ToolCatalogue(() => this.list(), choice);
  }

  /** Calls a tool of the list; invalid arguments and failures of the tool return a result with `isError`. */
  call(tool: ToolInfo, args: JsonObject, options?: RequestOptions): Promise<ToolResult> {
    return wrongArgumentsAsResult(tool.name, (tool as CallableTool).call(args, options));
  }
}

/** The tools of several clients, by their wire names, or by `server.tool`. */
export type JoinedCatalogue<Name extends string> = ToolCatalogue<Name, Name | `${string}.${Name}`>;

/** Combines the tools of several catalogues. */
export function joinCatalogues<Name extends string>(
  catalogues: readonly Pick<ToolCatalogue<Name, never>, "list">[],
): JoinedCatalogue<Name> {
  return new ToolCatalogue(async () => (await Promise.all(catalogues.map((each) => each.list()))).flat());
}
