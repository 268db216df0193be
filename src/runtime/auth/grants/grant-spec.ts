import type { AuthOptions, BearerOptions, GrantOptions } from "../auth.js";

/** Options of a grant: everything but a fixed token. */
export type GrantSpec = Exclude<AuthOptions, BearerOptions> & GrantOptions;

/** How this client names itself: what its records are kept under. */
export function clientName(options: GrantSpec): string {
  if (options.clientId !== undefined) return `id:${options.clientId}`;
  return options.type === "oauth" && options.clientMetadataUrl !== undefined
    ? `url:${options.clientMetadataUrl}`
    : "dynamic";
}
