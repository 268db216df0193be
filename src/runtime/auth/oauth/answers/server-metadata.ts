import type { JsonObject } from "../../../../shared/json/json.js";
import { Members } from "./members.js";

/** The used members of an authorization server's metadata (RFC 8414, OpenID Connect Discovery), under the names of the RFC. */
export interface ServerMetadata {
  readonly issuer: string;
  /** Absent: the server has no login page. */
  readonly authorization_endpoint?: string;
  readonly token_endpoint: string;
  readonly registration_endpoint?: string;
  readonly revocation_endpoint?: string;
  /** RFC 8628. */
  readonly device_authorization_endpoint?: string;
  /** Instructions for people on how to register a client. */
  readonly service_documentation?: string;
  readonly scopes_supported?: readonly string[];
  readonly response_types_supported?: readonly string[];
  readonly code_challenge_methods_supported?: readonly string[];
  readonly token_endpoint_auth_methods_supported?: readonly string[];
  readonly client_id_metadata_document_supported: boolean;
  /** RFC 9207. */
  readonly authorization_response_iss_parameter_supported: boolean;
}

const ENDPOINTS = [
  "authorization_endpoint",
  "registration_endpoint",
  "revocation_endpoint",
  "device_authorization_endpoint",
] as const;
const LISTS = [
  "scopes_supported",
  "response_types_supported",
  "code_challenge_methods_supported",
  "token_endpoint_auth_methods_supported",
] as const;

/** @throws UnusableAnswer there is no issuer or token endpoint, or an endpoint is not a URL */
export function readServerMetadata(body: JsonObject): ServerMetadata {
  const members = new Members(body);
  const present = <T>(names: readonly string[], read: (name: string) => T | undefined): Record<string, T> =>
    Object.fromEntries(
      names
        .map((name) => [name, read(name)] as const)
        .filter((entry): entry is readonly [string, T] => entry[1] !== undefined),
    );
  return {
    issuer: members.requiredText("issuer"),
    token_endpoint: members.requiredUrl("token_endpoint"),
    ...present(ENDPOINTS, (name) => members.url(name)),
    ...present(["service_documentation"], (name) => members.text(name)),
    ...present(LISTS, (name) => members.list(name)),
    client_id_metadata_document_supported: members.flag("client_id_metadata_document_supported"),
    authorization_response_iss_parameter_supported: members.flag(
      "authorization_response_iss_parameter_supported",
    ),
  };
}
