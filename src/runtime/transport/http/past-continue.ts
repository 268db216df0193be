import type { Duplex } from "node:stream";

const INTERIM = /^HTTP\/1\.[01] 100(?=[ \r\n])[^]*?\r?\n\r?\n/;
const START = "HTTP/1.1 100";
/** Interim responses are never longer; longer ones are passed on to undici. */
const LONGEST = 16_384;

/**
 * Removes a `100 Continue` from what `socket` receives. A client may discard one that it did not ask for (RFC 9110, 15.2.1),
 * but undici destroys the socket. Only the first bytes after a written request are examined.
 */
export function pastContinue<S extends Duplex>(socket: S): S {
  const read = socket.read.bind(socket) as (size?: number) => Buffer | null;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  let head: Buffer | undefined;
  socket.write = (...args: unknown[]) => {
    head ??= Buffer.alloc(0);
    return write(...args);
  };
  socket.read = (size?: number): Buffer | null => {
    if (head === undefined || size === 0) return read(size);
    for (let chunk = read(size); chunk !== null; chunk = read(size)) {
      head = afterInterim(head.length === 0 ? chunk : Buffer.concat([head, chunk]));
      if (!mayBeInterim(head)) {
        const rest = head;
        head = undefined;
        return rest;
      }
    }
    return null;
  };
  return socket;
}

/** Removes complete interim responses from the start of `bytes`. */
function afterInterim(bytes: Buffer): Buffer {
  const match = mayBeInterim(bytes) ? INTERIM.exec(bytes.toString("latin1")) : null;
  return match === null ? bytes : afterInterim(bytes.subarray(match[0].length));
}

/** Whether more bytes are needed to decide. */
function mayBeInterim(bytes: Buffer): boolean {
  const start = bytes.subarray(0, START.length).toString("latin1").replace("/1.0", "/1.1");
  return START.startsWith(start) && bytes.length <= LONGEST;
}
