import { writeFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import type { ContentBlock } from "fmcp-runtime";
import { fromBase64 } from "../../../shared/bytes/base64.js";
import { show } from "../../../shared/text/show.js";
import { WriteFailedError } from "../../write/write-errors.js";
import type { Output } from "../output.js";
import { shortPath } from "../cli-text.js";

/** Decoded base64 data. */
export interface Data {
  readonly mimeType: string;
  readonly base64: string;
}

/** Returns the images, sounds and binary resources of an answer. */
export function dataOf(blocks: readonly ContentBlock[]): readonly Data[] {
  return blocks.flatMap((block) => {
    if (block.type === "image" || block.type === "audio")
      return [{ mimeType: block.mimeType, base64: block.data }];
    if (block.type !== "resource" || !("blob" in block.resource)) return [];
    return [{ mimeType: block.resource.mimeType ?? "application/octet-stream", base64: block.resource.blob }];
  });
}

/**
 * Writes data to `file`, and further data beside it with a number: `chart.png`, `chart-2.png`. Without data, writes the
 * text.
 *
 * @throws {WriteFailedError}
 */
export async function save(file: string, data: readonly Data[], text: string, output: Output): Promise<void> {
  const { cwd } = output.terminal;
  const contents = data.length === 0 ? [text] : data.map(({ base64 }) => fromBase64(base64));
  for (const [index, content] of contents.entries()) {
    const path = resolve(cwd, numbered(file, index));
    await writeFile(path, content).catch((cause: unknown) => {
      throw new WriteFailedError(path, cause);
    });
    output.say(`Wrote ${shortPath(path, cwd)}`);
  }
}

/** Reports data that a terminal cannot show. */
export function tellUnsaved(data: readonly Data[], output: Output): void {
  for (const { mimeType, base64 } of data)
    output.say(`${show(mimeType)}, ${fromBase64(base64).length} bytes: save it with --output`);
}

function numbered(file: string, index: number): string {
  const extension = extname(file);
  return index === 0 ? file : `${file.slice(0, file.length - extension.length)}-${index + 1}${extension}`;
}
