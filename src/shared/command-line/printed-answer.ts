import { fromBase64 } from "../bytes/base64.js";
import { show } from "../text/show.js";

/** A content block of an answer, as far as a shell prints or saves it. */
interface Block {
  readonly type: string;
  readonly mimeType?: string | undefined;
  readonly data?: unknown;
  readonly uri?: unknown;
  readonly resource?: object | undefined;
}

/** The content of an answer and, if it has any, its data. */
export interface Answer {
  readonly content: readonly Block[] & { readonly text: string };
  readonly data: unknown;
}

/** Decoded base64 data. */
export interface Data {
  readonly mimeType: string;
  readonly base64: string;
}

/** A file to write. */
export interface SavedFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

const BINARY = "application/octet-stream";

/** Returns the images, sounds and binary resources of an answer. */
export function dataOf(blocks: readonly Block[]): readonly Data[] {
  return blocks.flatMap(({ type, mimeType = BINARY, data, resource = {} }) => {
    if (type === "image" || type === "audio") return [{ mimeType, base64: data as string }];
    if (type !== "resource" || !("blob" in resource)) return [];
    const { mimeType: own = BINARY, blob } = resource as { mimeType?: string; blob: string };
    return [{ mimeType: own, base64: blob }];
  });
}

/** Returns what is printed of an answer: its texts, the texts and addresses of its resources, or else its data as JSON. */
export function textOf({ content, data }: Answer): string {
  const embedded = content.flatMap(({ type, resource }) =>
    type === "resource" && resource !== undefined && "text" in resource ? [resource.text as string] : [],
  );
  const links = content.flatMap(({ type, uri }) => (type === "resource_link" ? [uri as string] : []));
  const text = [content.text, ...embedded, ...links].filter((part) => part !== "").join("\n");
  // generated clients give the content as data where a tool declares no output
  const hasData = data !== undefined && data !== content;
  return text === "" && hasData ? JSON.stringify(data, undefined, 2) : text;
}

/**
 * Returns the files that `--output file` writes: the data, the second and further with a number (`chart.png`, `chart-2.png`), or
 * the text if there is no data.
 */
export function filesOf(file: string, data: readonly Data[], text: string): readonly SavedFile[] {
  if (data.length === 0) return [{ path: file, content: text }];
  return data.map(({ base64 }, index) => ({ path: numbered(file, index), content: fromBase64(base64) }));
}

/** Returns a line for data that a terminal cannot show. */
export function unsavedLine({ mimeType, base64 }: Data): string {
  return `${show(mimeType)}, ${fromBase64(base64).length} bytes: save it with --output`;
}

function numbered(file: string, index: number): string {
  if (index === 0) return file;
  const [, stem = file, extension = ""] = /^(.*[^/\\])(\.[^./\\]*)$/s.exec(file) ?? [];
  return `${stem}-${index + 1}${extension}`;
}
