import { pipeline, Readable, type Transform } from "node:stream";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import type { SocketResponse } from "./socket-response.js";

/** A body that was cut off yields what there is of it, as in browsers. */
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};

/** Decompresses the body of `response`. */
export function unpacked(response: SocketResponse, codings: readonly string[]): Response {
  const { status, statusText, headers, url } = response;
  const body = Readable.toWeb(stagesOf(response, codings)) as unknown as ReadableStream<Uint8Array>;
  const whole = new Response(body, { status, statusText, headers });
  Object.defineProperty(whole, "url", { value: url });
  return whole;
}

function stagesOf(response: SocketResponse, codings: readonly string[]): Readable {
  const source = Readable.fromWeb(response.body as unknown as NodeStream);
  const stages = [...codings].reverse().map(stageOf);
  return Readable.from(
    pipeline([source, ...stages] as never, () => undefined) as unknown as AsyncIterable<Uint8Array>,
  );
}

function stageOf(coding: string): Transform | typeof inflated {
  if (coding === "br") return createBrotliDecompress(LENIENT_BROTLI);
  return coding === "deflate" ? inflated : createGunzip(LENIENT);
}

/** Decompresses deflate with its zlib wrapper, as in RFC 9110 (8.4.1.2), or without one, as some servers send it. */
async function* inflated(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const parts = source[Symbol.asyncIterator]();
  const first = await parts.next();
  if (first.done === true) return;
  const isWrapped = ((first.value[0] ?? 0) & 0x0f) === 8;
  const whole = async function* (): AsyncGenerator<Uint8Array> {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => parts };
  };
  const stage = isWrapped ? createInflate(LENIENT) : createInflateRaw(LENIENT);
  yield* pipeline(whole, stage, () => undefined) as unknown as AsyncIterable<Uint8Array>;
}
