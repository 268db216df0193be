import type { ResourceMetadata } from "./answers/resource-metadata.js";
import type { ServerMetadata } from "./answers/server-metadata.js";

/** The authorization server of an MCP server, as discovered. */
export interface Target {
  readonly serverUrl: string;
  /** As named in the protected resource metadata; without it, the server's origin. */
  readonly authorizationServerUrl: string;
  /** `issuer` of the metadata, which equals the URL above (RFC 8414 §3.3); without metadata, that URL. */
  readonly issuer: string;
  /** Absent: a server of 2025-03-26 without metadata, whose endpoints have fixed paths. */
  readonly metadata?: ServerMetadata;
  /** Resource indicator (RFC 8707), byte for byte as the metadata says; absent without protected resource metadata. */
  readonly resource?: string;
  readonly resourceMetadata?: ResourceMetadata;
  /** The target of a redirect from `serverUrl`, if the resource is that and not `serverUrl`. */
  readonly endpoint?: string;
}
