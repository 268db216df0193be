import type { ConfigFault } from "../fault.js";
import { type ConfigDocument, placeAt } from "./document.js";

const FENCE = /^ {0,3}(?:```|~~~)[^\n`]*$/m;

/**
 * A document in place of one that is Markdown: by its ending, or by a fence in a text that is not a config. What to do is to copy
 * a block out of it.
 */
export function notMarkdown(
  document: ConfigDocument,
  text: string,
  path: string | undefined,
): ConfigDocument {
  const isNamedSo = /\.(?:md|mdx|markdown)$/i.test(path ?? "");
  const isUnreadable = document.value === undefined || document.faults.some(({ pointer }) => pointer === "");
  const fence = isNamedSo || isUnreadable ? FENCE.exec(text) : null;
  if (fence === null && !isNamedSo) return document;
  const place = placeAt(text, fence?.index ?? 0);
  const fault: ConfigFault = {
    pointer: "",
    ...place,
    message: "The config is Markdown, such as a README.",
    hint:
      fence === null
        ? "Name the config itself, such as mcp.json."
        : "Copy the text of the code block that begins here into a file of its own, such as mcp.json, and name that file.",
  };
  return { value: undefined, faults: [fault], placeOf: () => place };
}
