import type { JsonObject } from "../../shared/json/json.js";
import type { BlobResourceContents, TextResourceContents } from "./content-block.js";
import { parseJsonText } from "./json-text.js";
import { concat, fromBase64, utf8 } from "../../shared/bytes/base64.js";

/** The contents of a resource: one or more parts, each text or base64. */
export class ResourceContent {
  /** The URI that was read. */
  readonly uri: string;
  /** Parts as the server sent them; a part may have its own URI (in a directory, for example). */
  readonly contents: readonly (TextResourceContents | BlobResourceContents)[];
  /** `_meta` as the server sent it. */
  readonly meta: JsonObject | undefined;

  constructor(
    uri: string,
    contents: readonly (TextResourceContents | BlobResourceContents)[],
    meta?: JsonObject,
  ) {
    this.uri = uri;
    this.contents = contents;
    this.meta = meta;
  }

  /** Iterates over the parts: `for (const part of content)`, `const [first] = content`. */
  [Symbol.iterator](): IterableIterator<TextResourceContents | BlobResourceContents> {
    return this.contents[Symbol.iterator]();
  }

  /** MIME type of the first part. */
  get mimeType(): string | undefined {
    return this.contents[0]?.mimeType;
  }

  /** The text of all text parts, joined with line feeds; `""` if there is none. */
  get text(): string {
    return this.contents.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");
  }

  /**
   * Parses the text as JSON.
   * @throws {SyntaxError} when it is not JSON
   */
  json(): unknown {
    return parseJsonText(this.text);
  }

  /** The bytes of all parts, one after another: blobs decoded, texts as UTF-8. */
  bytes(): Uint8Array {
    return concat(this.contents.map((part) => ("blob" in part ? fromBase64(part.blob) : utf8(part.text))));
  }
}
