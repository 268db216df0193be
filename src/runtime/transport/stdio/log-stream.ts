/** A writable stream of Node.js, as far as it is told apart; so that programs without its types compile. */
export interface LogStream {
  write(chunk: string | Uint8Array): boolean;
  end(): unknown;
  on(event: string, listener: (...values: never[]) => void): unknown;
  emit(event: string, ...values: unknown[]): boolean;
}
