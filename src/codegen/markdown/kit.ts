import { blocks, codeSpan, fenced, heading, prose } from "./markdown.js";

/** The functions that make Markdown: fixed text of templates, and foreign text that stays text. */
export interface MarkdownKit {
  /** Tags a template of Markdown; a string in a hole is plain text. */
  readonly prose: typeof prose;
  /** A heading of level 1 to 6. */
  readonly heading: typeof heading;
  /** Foreign text between backticks. */
  readonly codeSpan: typeof codeSpan;
  /** Foreign text of several lines, unchanged. */
  readonly fenced: typeof fenced;
  /** Joins pieces with empty lines between them. */
  readonly blocks: typeof blocks;
}

/** The Markdown functions as custom targets get them. */
export const markdownKit: MarkdownKit = {
  // template strings of the language are frozen; an imitation could contain foreign text
  prose: (parts, ...values) => {
    if (!Object.isFrozen(parts)) throw new TypeError("`prose` is the tag of a template.");
    return prose(parts, ...values);
  },
  ...{ heading, codeSpan, fenced, blocks },
};
