/** What the tests use of it; it comes without types. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  interface AccessToken {
    readonly isExpired: boolean;
    readonly scope?: string;
    readonly aud?: string | readonly string[];
    readonly jkt?: string;
  }

  interface Context {
    readonly oidc: { readonly route: string; readonly params?: Readonly<Record<string, string | undefined>> };
  }

  class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: string, listener: (ctx: Context, ...rest: unknown[]) => void): this;
    use(
      middleware: (
        ctx: Context & { path: string; method: string; status: number; body: unknown },
        next: () => Promise<void>,
      ) => Promise<void>,
    ): void;
    readonly AccessToken: { find(token: string): Promise<AccessToken | undefined> };
    readonly ClientCredentials: { find(token: string): Promise<AccessToken | undefined> };
    readonly Client: { readonly adapter: { destroy(id: string): Promise<void> } };
  }

  export { Provider as default };
}
