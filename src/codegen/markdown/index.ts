export { blocks, codeSpan, fenced, heading, Markdown, markdown, type MarkdownValue } from "./markdown.js";
export { type MarkdownKit, markdownKit } from "./kit.js";
