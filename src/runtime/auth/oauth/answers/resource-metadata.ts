import type { JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** The used members of protected resource metadata (RFC 9728). */
export interface ResourceMetadata {
  readonly resource: string;
  /** Issuers, in the server's order. */
  readonly authorizationServers: readonly string[];
  readonly scopesSupported?: readonly string[];
}

/** @throws UnusableAnswer it has no `resource` */
export function readResourceMetadata(body: JsonObject): ResourceMetadata {
  const members = new Members(body);
  const scopesSupported = members.list("scopes_supported");
  return {
    resource: members.requiredText("resource"),
    authorizationServers: members.list("authorization_servers") ?? [],
    ...(scopesSupported && { scopesSupported }),
  };
}
