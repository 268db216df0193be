import type { JsonObject } from "../../shared/json/json.js";
import type { BlobResourceContents, TextResourceContents } from "./content-block.js";
import { parseJsonText } from "./json-text.js";
import { concat, fromBase64, utf8 } from "../../shared/bytes/base64.js";

/** What a resource holds: one or more parts, each text or base64. */
export class ResourceContent {
  /** The URI that was read. */
  readonly uri: string;
  /** Parts as the server sent them; a part may have a URI of its own (a directory, for one). */
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

  /** The parts, one by one: `for (const part of content)`, `const [first] = content`. */
  [Symbol.iterator](): IterableIterator<TextResourceContents | BlobResourceContents> {
    return this.contents[Symbol.iterator]();
  }

  /** MIME type of the first part. */
  get mimeType(): string | undefined {
    return this.contents[0]?.mimeType;
  }

  /** The text of all text parts, joined with line feeds; `""` where there is none. */
  get text(): string {
    return this.contents.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");
  }

  /**
   * The text read as JSON.
   * @throws {SyntaxError} when it is none
   */
  json(): unknown {
    return parseJsonText(this.text);
  }

  /** The bytes of all parts, one after another: blobs decoded, texts as UTF-8. */
  bytes(): Uint8Array {
    return concat(this.contents.map((part) => ("blob" in part ? fromBase64(part.blob) : utf8(part.text))));
  }
}
