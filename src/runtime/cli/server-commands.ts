import type { Client } from "../client/client.js";
import type { ToolCatalogue } from "../tools/catalogue.js";

/** A server whose tools are commands. The target `cli` writes one for each server. */
export interface ServerCommands<ToolName extends string = string> {
  /** Name of its command, of `[a-z0-9-]`. */
  readonly command: string;
  /** What it is, for the help. It is foreign text. */
  readonly description: string;
  readonly client: {
    readonly $tools: Pick<ToolCatalogue, "list">;
    readonly $client: Pick<Client, "setHandlers" | "callToolRaw">;
    $close(): Promise<void>;
  };
  /** The name of each tool's command, of `[a-z0-9-]`, by its name on the wire. */
  readonly tools: Readonly<Record<ToolName, string>>;
}
