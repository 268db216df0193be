export { type FrontMatter, printFrontMatter } from "./front-matter.js";
export { blocks, codeSpan, fenced, heading, Markdown, prose, type MarkdownValue } from "./markdown.js";
export { type MarkdownKit, markdownKit } from "./kit.js";
