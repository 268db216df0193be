import type { ResourceMetadata } from "./answers/resource-metadata.js";
import type { ServerMetadata } from "./answers/server-metadata.js";

/** Who authorizes requests to a server, as discovery found it. */
export interface Target {
  readonly serverUrl: string;
  /** As the protected resource metadata names it; the server's origin where there is no such metadata. */
  readonly authorizationServerUrl: string;
  /** `issuer` of the metadata, which is the URL above (RFC 8414 §3.3); that URL where there is no metadata. */
  readonly issuer: string;
  /** Absent: a server of 2025-03-26 without any, whose endpoints are at fixed paths. */
  readonly metadata?: ServerMetadata;
  /** Resource indicator (RFC 8707), byte for byte as the metadata says; absent without protected resource metadata. */
  readonly resource?: string;
  readonly resourceMetadata?: ResourceMetadata;
  /** What a redirect of `serverUrl` led to, where the resource is that, and not `serverUrl`. */
  readonly endpoint?: string;
}
