import { show } from "../../shared/text/show.js";

/** YAML in front of a Markdown file, as the SKILL.md of an agent's skill has it. */
export interface FrontMatter {
  /** `[a-z0-9-]{1,64}`. */
  readonly name: string;
  /** What the file is for. Of foreign text in it, words and `.,;()'+-` are left; at most 1,024 characters. */
  readonly description: string;
}

/** Prints front matter. What has a meaning in YAML, Markdown or HTML is left out: readers differ in what they take it for. */
export function printFrontMatter({ name, description }: FrontMatter): string {
  const words = description.replace(/[^\p{L}\p{N}\p{M}.,;()'+-]+/gu, " ").trim();
  return `---\nname: ${name}\ndescription: "${show(words, 900).replace(/[^\p{L}\p{N}\p{M}.,;()'+ -]/gu, "")}"\n---\n\n`;
}
