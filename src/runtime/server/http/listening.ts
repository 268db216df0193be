import type { HttpOptions } from "../server-options.js";

/** Where to listen, and who may call. */
export interface ListenOptions extends HttpOptions {
  /** Default: any free port. */
  readonly port?: number;
  /**
   * Address of this machine to listen on. Default `127.0.0.1`, which only this machine can reach. Other addresses need `hosts`
   * too.
   */
  readonly host?: string;
  /** Default `/mcp`. */
  readonly path?: string;
}

/** A server that is listening. */
export interface Listening {
  readonly port: number;
  readonly url: string;
  /** Ends all sessions, and frees the port. */
  close(): Promise<void>;
}
