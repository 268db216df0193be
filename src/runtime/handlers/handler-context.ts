/** What every handler of a server's request learns beside the request itself. */
export interface HandlerContext {
  /** Key of the server that asks, or its label where the client has one server without a key. */
  readonly server: string;
  /** Aborted when the server cancels its request or the connection ends. */
  readonly signal: AbortSignal;
  /** JSON-RPC id of the server's request; `undefined` where it came inside an `input_required` result (2026-07-28). */
  readonly requestId?: string | number;
}
