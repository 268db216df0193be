import type { OAuthOptions } from "../../../../src/runtime/auth/index.js";
import type { Places } from "../support/world.js";

/** A service as its public documentation describes its answers; made-up tenants, ids and tokens. */
export interface Service {
  readonly name: string;
  /** Where its answers are documented, or shown by whoever has seen them. */
  readonly page: string;
  readonly serverUrl: string;
  /** Of the protected resource metadata; absent: there is none. */
  readonly resource?: object;
  readonly places: Places;
  readonly options?: Partial<OAuthOptions>;
  /** `in`, or the code of the error and what its message says. */
  readonly want: "in" | readonly [string, RegExp];
  /** What the token endpoint was asked with. */
  readonly form?: object;
}

export const BASIC = "client_secret_basic";
export const POST = "client_secret_post";
export const jwt = (name: string): string => `eyJhbGciOiJSUzI1NiJ9.${name}.sig`;
export const byHand = { clientId: "app-1", clientSecret: "shh" };
export const own = (issuer: string): object => ({
  resource: "https://mcp.example.com/mcp",
  authorization_servers: [issuer],
});
export const SERVER = "https://mcp.example.com/mcp";
