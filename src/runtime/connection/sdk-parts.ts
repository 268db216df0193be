// The used parts of the MCP SDK, by name, so that a bundler can leave out the rest.
export {
  assertSecureTokenEndpoint,
  auth,
  Client,
  createPrivateKeyJwtAuth,
  DpopSession,
  generateDpopKeyPair,
  requestJwtAuthorizationGrant,
  specTypeSchemas,
  SSEClientTransport,
  SseError,
  startAuthorization,
  StreamableHTTPClientTransport,
  withDpop,
} from "@modelcontextprotocol/client";
