import { show } from "../../shared/text/show.js";
import {
  originOf,
  type PromptModel,
  type ResourceTemplateModel,
  type ServerModel,
  type ToolModel,
} from "../model/index.js";
import type { ToolPlan } from "../plan/index.js";
import { type Code, jsdoc } from "../printer/index.js";

/**
 * Returns the comment of a tool: its description, and its name in the protocol. `maxChars`: the longest server text in a
 * comment.
 */
export function toolDoc({ tool, positional }: Pick<ToolPlan, "tool" | "positional">, maxChars: number): Code {
  const { annotations } = tool;
  const hints = [
    ...(annotations?.readOnlyHint === true ? ["read-only"] : []),
    ...(annotations?.destructiveHint === true ? ["destructive"] : []),
    ...(annotations?.idempotentHint === true ? ["idempotent"] : []),
    ...(annotations?.openWorldHint === true ? ["open-world"] : []),
    ...(tool.taskSupport === "required" ? ["runs as a task"] : []),
  ];
  const line = [`Tool ${inlineCode(tool.name)}`, ...hints].join(", ");
  const title = heading(tool.title ?? annotations?.title, tool.name, tool.description);
  const short =
    positional === undefined ? "" : ` ${inlineCode(positional.property)} can be passed on its own.`;
  return jsdoc([title, tool.description, `${line}.${short}`, ...learnedNote(tool)], [], maxChars);
}

function learnedNote({ outputSchema, learned }: ToolModel): readonly string[] {
  if (learned === undefined || outputSchema !== undefined) return [];
  return [
    `The type of its output was ${originOf(learned)}. An answer that does not fit is reported and delivered.`,
  ];
}

export function templateDoc(template: ResourceTemplateModel, maxChars: number): Code {
  const facts = `Template ${inlineCode(template.uriTemplate)}${template.mimeType === undefined ? "" : `, ${inlineCode(template.mimeType)}`}.`;
  const title = heading(template.title, template.name, template.description);
  return jsdoc([title, template.description, facts], [], maxChars);
}

export function promptDoc(prompt: PromptModel, maxChars: number): Code {
  const title = heading(prompt.title, prompt.name, prompt.description);
  return jsdoc([title, prompt.description, `Prompt ${inlineCode(prompt.name)}.`], [], maxChars);
}

/** Returns a server's instructions and identity, for its class. */
export function serverDoc(model: ServerModel, maxChars: number): Code {
  const { serverInfo: info } = model;
  const name = info?.title ?? info?.name ?? model.key;
  const version = info === undefined || info.version === "" ? "" : ` ${info.version}`;
  const who = `Client of ${name.trim()}${version}, ${inlineCode(model.key)} in the config.`;
  return jsdoc([who, model.instructions], [], maxChars);
}

/** Puts foreign text between back-ticks, on one line. */
export function inlineCode(text: string): string {
  return `\`${show(text, 300).replace(/`/g, "'")}\``;
}

/** Returns a title, if it says more than the name and the description. */
function heading(
  title: string | undefined,
  name: string,
  description: string | undefined,
): string | undefined {
  const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (title === undefined || [letters(name), `${letters(name)}tool`].includes(letters(title)))
    return undefined;
  if (letters(description ?? "").startsWith(letters(title))) return undefined;
  return title;
}
