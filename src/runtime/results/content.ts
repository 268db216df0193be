import type {
  AudioContent,
  ContentBlock,
  EmbeddedResource,
  ImageContent,
  ResourceLink,
} from "./content-block.js";
import { parseJsonText } from "./json-text.js";

/**
 * The content blocks of an answer, in order: an array with shortcuts for common uses. Results of `map`, `filter` and others are
 * ordinary arrays.
 */
export class Content extends Array<ContentBlock> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(blocks: readonly ContentBlock[] = []) {
    super();
    for (const block of blocks) this.push(block);
  }

  /** The text of all text blocks, joined with line feeds; `""` if there is none. */
  get text(): string {
    return this.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
  }

  /**
   * Parses the text as JSON.
   * @throws {SyntaxError} when it is not JSON
   */
  json(): unknown {
    return parseJsonText(this.text);
  }

  get images(): readonly ImageContent[] {
    return this.filter((block): block is ImageContent => block.type === "image");
  }

  get audio(): readonly AudioContent[] {
    return this.filter((block): block is AudioContent => block.type === "audio");
  }

  /** Resources that the answer contains, and links to those that it only names. */
  get resources(): readonly (EmbeddedResource | ResourceLink)[] {
    return this.filter(
      (block): block is EmbeddedResource | ResourceLink =>
        block.type === "resource" || block.type === "resource_link",
    );
  }
}

// Makes it equal to a plain array of the same blocks, even for checks that compare constructors (`toStrictEqual`).
Object.defineProperty(Content.prototype, "constructor", { value: Array });
