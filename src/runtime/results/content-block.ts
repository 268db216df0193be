/*
 * The content blocks of an MCP revision (schema: `ContentBlock`), as plain interfaces. The SDK infers its types from schemas,
 * which costs every program that mentions one a tenth of a second of compile time. A test keeps the two equal.
 */

/** Hints for displaying the block (schema: `Annotations`). */
interface Annotations {
  audience?: ("user" | "assistant")[] | undefined;
  /** 0 (entirely optional) to 1 (required). */
  priority?: number | undefined;
  /** ISO 8601. */
  lastModified?: string | undefined;
}

interface Block {
  annotations?: Annotations | undefined;
  _meta?: Record<string, unknown> | undefined;
}

/** Text in a result. */
export interface TextContent extends Block {
  type: "text";
  text: string;
}

/** An image in a result, base64-encoded. */
export interface ImageContent extends Block {
  type: "image";
  /** Base64. */
  data: string;
  mimeType: string;
}

/** Audio in a result, base64-encoded. */
export interface AudioContent extends Block {
  type: "audio";
  /** Base64. */
  data: string;
  mimeType: string;
}

/** A resource that the answer only names: read it with `readResource`. */
export interface ResourceLink extends Block {
  type: "resource_link";
  uri: string;
  name: string;
  title?: string | undefined;
  description?: string | undefined;
  mimeType?: string | undefined;
  /** Size in bytes, before any encoding. */
  size?: number | undefined;
  icons?: Icon[] | undefined;
}

/** An icon of a resource (schema: `Icon`). */
interface Icon {
  src: string;
  mimeType?: string | undefined;
  sizes?: string[] | undefined;
  theme?: "light" | "dark" | undefined;
}

/** A resource that the answer contains. */
export interface EmbeddedResource extends Block {
  type: "resource";
  resource: TextResourceContents | BlobResourceContents;
}

interface ResourceContents {
  uri: string;
  mimeType?: string | undefined;
  _meta?: Record<string, unknown> | undefined;
}

/** A resource as text. */
export interface TextResourceContents extends ResourceContents {
  text: string;
}

/** A resource as bytes, base64-encoded. */
export interface BlobResourceContents extends ResourceContents {
  /** Base64. */
  blob: string;
}

/** One block of a tool result or prompt message (MCP, ContentBlock). */
export type ContentBlock = TextContent | ImageContent | AudioContent | ResourceLink | EmbeddedResource;

/** A message of a prompt (schema: `PromptMessage`). */
export interface PromptMessage {
  role: "user" | "assistant";
  content: ContentBlock;
}
