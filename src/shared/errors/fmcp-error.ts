/** Details of an error besides its message. Every field is safe to log: no secrets, no raw bytes of a server. */
export interface FmcpErrorDetails {
  /** Key of the server in the config, as the user wrote it. */
  readonly server?: string | undefined;
  /** Wire name of the tool, prompt or resource. */
  readonly subject?: string | undefined;
  /** The underlying error. */
  readonly cause?: unknown;
}

/** Marks every error of `fmcp-runtime` and `fmcp-codegen`, which each contain this class. */
const BRAND: unique symbol = /* @__PURE__ */ Symbol.for("fmcp.error") as never;

/**
 * Base of every error that these packages throw: one subclass per cause, each with a stable `code`.
 *
 * The message says what happened, to whom, and what to do. Foreign text in it is escaped by `show`.
 */
export class FmcpError extends Error {
  /** Stable across releases and bundles: compare it instead of using `instanceof` across packages. */
  readonly code: string;
  readonly server: string | undefined;
  readonly subject: string | undefined;

  constructor(code: string, message: string, details: FmcpErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.server = details.server;
    this.subject = details.subject;
  }

  /** @internal */
  get [BRAND](): true {
    return true;
  }

  /** `instanceof FmcpError` is true for errors of both packages, whichever of them the class was imported from. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== FmcpError) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && BRAND in value;
  }
}
