import { blocks, codeSpan, fenced, heading, prose } from "./markdown.js";

/** What Markdown is made with: fixed text of templates, and foreign text that stays text. */
export interface MarkdownKit {
  /** The tag of a template whose text is Markdown; a string in its holes is plain text. */
  readonly prose: typeof prose;
  /** A heading of level 1 to 6. */
  readonly heading: typeof heading;
  /** Foreign text between backticks. */
  readonly codeSpan: typeof codeSpan;
  /** Foreign text of several lines as it stands. */
  readonly fenced: typeof fenced;
  /** Pieces with an empty line between. */
  readonly blocks: typeof blocks;
}

/** The door of Markdown as targets of other people get it. */
export const markdownKit: MarkdownKit = {
  // a template of the language is frozen; what only looks like one may be foreign text
  prose: (parts, ...values) => {
    if (!Object.isFrozen(parts)) throw new TypeError("`prose` is the tag of a template.");
    return prose(parts, ...values);
  },
  ...{ heading, codeSpan, fenced, blocks },
};
