import { Transform } from "node:stream";
import { Redactor } from "../../../shared/secrets/index.js";

/** Longest line in bytes; longer ones are dropped, since they cannot be searched as a whole. */
const LONGEST_LINE = 1024 * 1024;

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/**
 * Passes on a process's output without `secrets`, line by line, since a secret may be split between chunks. Lines without
 * secrets are passed on byte for byte.
 */
export function cleanLines(secrets: readonly string[]): Transform {
  const redactor = new Redactor(secrets);
  let begun: Buffer[] = [];
  let length = 0;
  const take = (): Buffer => {
    const taken =
      length > LONGEST_LINE ? Buffer.from(`… (a line of ${length} bytes left out)\n`) : Buffer.concat(begun);
    begun = [];
    length = 0;
    return cleaned(taken, redactor);
  };
  const keep = (piece: Buffer): void => {
    length += piece.length;
    if (length <= LONGEST_LINE) begun.push(piece);
    else begun = [];
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const first = chunk.findIndex(isLineEnd) + 1;
      const last = chunk.findLastIndex(isLineEnd) + 1;
      keep(chunk.subarray(0, first));
      if (first > 0) this.push(take());
      if (last > first) this.push(cleaned(chunk.subarray(first, last), redactor));
      keep(chunk.subarray(last));
      done();
    },
    flush(done) {
      if (length > 0) this.push(take());
      done();
    },
  });
}

function isLineEnd(byte: number): boolean {
  return byte === LINE_FEED || byte === CARRIAGE_RETURN;
}

function cleaned(bytes: Buffer, redactor: Redactor): Buffer {
  const text = bytes.toString("utf8");
  const shown = redactor.text(text);
  return shown === text ? bytes : Buffer.from(shown);
}
