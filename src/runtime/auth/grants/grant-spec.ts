import type { AuthOptions, BearerOptions, GrantOptions } from "../auth.js";

/** Options of a grant: all of `AuthOptions` except a fixed token. */
export type GrantSpec = Exclude<AuthOptions, BearerOptions> & GrantOptions;

/** The name of this client in its stored records. */
export function clientName(options: GrantSpec): string {
  if (options.clientId !== undefined) return `id:${options.clientId}`;
  return options.type === "oauth" && options.clientMetadataUrl !== undefined
    ? `url:${options.clientMetadataUrl}`
    : "dynamic";
}
