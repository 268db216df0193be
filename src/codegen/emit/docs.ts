import { show } from "../../shared/text/show.js";
import type { ResourceTemplateModel, ServerModel, ToolModel } from "../model/index.js";
import { type Code, jsdoc } from "../printer/index.js";

/** Longest text of a server in one comment. What a person reads in an editor is shorter; some servers write books. */
const MAX_CHARS = 16_384;

/** What a tool says about itself, and how it is called on the wire. */
export function toolDoc(tool: ToolModel): Code {
  const { annotations } = tool;
  const hints = [
    ...(annotations?.readOnlyHint === true ? ["read-only"] : []),
    ...(annotations?.destructiveHint === true ? ["destructive"] : []),
    ...(annotations?.idempotentHint === true ? ["idempotent"] : []),
    ...(annotations?.openWorldHint === true ? ["open-world"] : []),
    ...(tool.taskSupport === "required" ? ["runs as a task"] : []),
  ];
  const line = [`Tool ${inlineCode(tool.name)}`, ...hints].join(", ");
  return jsdoc([
    heading(tool.title ?? annotations?.title, tool.name, tool.description),
    clipped(tool.description),
    `${line}.`,
  ]);
}

export function templateDoc(template: ResourceTemplateModel): Code {
  const facts = `Template ${inlineCode(template.uriTemplate)}${template.mimeType === undefined ? "" : `, ${inlineCode(template.mimeType)}`}.`;
  return jsdoc([
    heading(template.title, template.name, template.description),
    clipped(template.description),
    facts,
  ]);
}

export function promptDoc(prompt: {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
}): Code {
  return jsdoc([
    heading(prompt.title, prompt.name, prompt.description),
    clipped(prompt.description),
    `Prompt ${inlineCode(prompt.name)}.`,
  ]);
}

/** A server's instructions and identity, on its class. */
export function serverDoc(model: ServerModel): Code {
  const { serverInfo: info } = model;
  const name = info?.title ?? info?.name ?? model.key;
  const version = info === undefined || info.version === "" ? "" : ` ${info.version}`;
  return jsdoc([
    `Client of ${name.trim()}${version}, ${inlineCode(model.key)} in the config.`,
    clipped(model.instructions),
  ]);
}

/** Foreign text between back-ticks, on one line. */
export function inlineCode(text: string): string {
  return `\`${show(text, 300).replace(/`/g, "'")}\``;
}

/** A title, where it says more than the name and the description do. */
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

function clipped(text: string | undefined): string | undefined {
  return text === undefined || text.length <= MAX_CHARS ? text : `${text.slice(0, MAX_CHARS)} …`;
}
