/** The used part of a Node.js writable stream, so that programs without the types of Node.js compile. */
export interface LogStream {
  write(chunk: string | Uint8Array): boolean;
  end(): unknown;
  on(event: string, listener: (...values: never[]) => void): unknown;
  emit(event: string, ...values: unknown[]): boolean;
}
