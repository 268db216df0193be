import type { JsonObject } from "../../shared/json/json.js";
import type { PromptMessage } from "./content-block.js";

/** A prompt with its arguments filled in. */
export class PromptResult {
  readonly description: string | undefined;
  readonly messages: readonly PromptMessage[];
  /** `_meta` as the server sent it. */
  readonly meta: JsonObject | undefined;

  constructor(messages: readonly PromptMessage[], description?: string, meta?: JsonObject) {
    this.messages = messages;
    this.description = description;
    this.meta = meta;
  }

  /** The text of all messages, joined with line feeds. */
  get text(): string {
    return this.messages.flatMap(({ content }) => (content.type === "text" ? [content.text] : [])).join("\n");
  }
}
