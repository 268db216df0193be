import type { HttpOptions } from "../options.js";

/** Where to listen, and who may call. */
export interface ListenOptions extends HttpOptions {
  /** Default: one that is free. */
  readonly port?: number;
  /** Address of this machine to listen on. Default `127.0.0.1`: nobody else reaches it. Others need `hosts` too. */
  readonly host?: string;
  /** Default `/mcp`. */
  readonly path?: string;
}

/** A server that listens. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Ends all sessions, and gives the port back. */
  close(): Promise<void>;
}
