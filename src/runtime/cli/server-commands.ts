import type { Client } from "../client/client.js";
import type { ToolCatalogue } from "../tools/catalogue.js";

/** A prompt that is a command. */
export interface PromptCommand {
  /** Name of its command, of `[a-z0-9-]`. */
  readonly command: string;
  readonly description?: string;
  /** JSON Schema of its arguments. Typed as any object, because the compiler cannot compare deep ones. */
  readonly inputSchema: object;
}

/** A server whose tools are commands. The target `cli` writes one for each server. */
export interface ServerCommands<ToolName extends string = string> {
  /** Name of its command, of `[a-z0-9-]`. */
  readonly command: string;
  /** Description of the server for the help. Untrusted text. */
  readonly description: string;
  readonly client: {
    readonly $tools: Pick<ToolCatalogue, "list">;
    readonly $client: Pick<Client, "setHandlers" | "callToolRaw" | "getPrompt" | "readResource">;
    $close(): Promise<void>;
  };
  /** The name of each tool's command, of `[a-z0-9-]`, by its name on the wire. */
  readonly tools: Readonly<Record<ToolName, string>>;
  /** The commands of its prompts, by their names on the wire. */
  readonly prompts?: Readonly<Record<string, PromptCommand>>;
  /** Whether the server has resources, for the command that reads them. */
  readonly resources?: boolean;
}
