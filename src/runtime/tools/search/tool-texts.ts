import type { ToolInfo } from "../tool-info.js";

/** The texts of a tool in which words are looked for. */
export interface ToolTexts {
  readonly name: string;
  readonly title: string;
  readonly server: string;
  /** First sentence of the description. */
  readonly gist: string;
  /** The rest of it. */
  readonly description: string;
  readonly parameters: string;
}

/** Returns the searched texts of a tool. */
export function textsOf({ server, name, title = "", description = "", inputSchema }: ToolInfo): ToolTexts {
  const properties = Object.entries((inputSchema["properties"] ?? {}) as Record<string, unknown>);
  const parameters = properties.map(([key, schema]) => {
    const said =
      typeof schema === "object" && schema !== null
        ? (schema as { description?: unknown }).description
        : undefined;
    return `${key} ${typeof said === "string" ? said : ""}`;
  });
  const text = description.trim();
  const end = endOfGist(text);
  return {
    ...{ server, name, title, parameters: parameters.join("\n") },
    gist: text.slice(0, end),
    description: text.slice(end),
  };
}

/** Returns the end of the first sentence, which says what a tool does; the rest says how. */
function endOfGist(text: string): number {
  return /[.!?](?=\s)|\n/.exec(text)?.index ?? text.length;
}
