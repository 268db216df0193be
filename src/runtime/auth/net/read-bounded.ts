import { DiscoveryError } from "../auth-errors.js";

/** Reads the whole body of `response`; throws as soon as it exceeds `maxBytes`. */
export async function readBounded(response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > maxBytes) {
      // Not awaited: cancelling a cloned response settles only once the other copy is cancelled.
      void reader.cancel().catch(() => {});
      throw new DiscoveryError(
        `An authorization response is larger than ${maxBytes} bytes. The address is not what it should be.`,
      );
    }
    chunks.push(value);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}
