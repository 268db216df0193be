/** TLS options of a connection, as in `node:tls`. */
export interface TlsOptions {
  /** `false` accepts any certificate: for tests only. Default true. */
  readonly rejectUnauthorized?: boolean;
  /** Certificate authorities that replace the system's, PEM. */
  readonly ca?: string | Uint8Array | readonly (string | Uint8Array)[];
  /** Certificate and key of this client, PEM. */
  readonly cert?: string | Uint8Array;
  readonly key?: string | Uint8Array;
  readonly passphrase?: string;
  readonly servername?: string;
}

export interface DispatcherOptions {
  readonly tls?: TlsOptions;
  /**
   * `env`: use `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`; `none`; or the URL of a proxy. Loopback is never proxied. Default
   * `env`.
   */
  readonly proxy?: "env" | "none" | (string & {});
  /** Time limit for opening a socket. Default 30,000. */
  readonly connectTimeoutMs?: number;
}
