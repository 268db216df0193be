// What is used of the MCP SDK, by name: a bundler leaves the rest of it out of an app, which it could not where all is imported.
export {
  assertSecureTokenEndpoint,
  auth,
  Client,
  createPrivateKeyJwtAuth,
  DpopSession,
  generateDpopKeyPair,
  requestJwtAuthorizationGrant,
  SSEClientTransport,
  SseError,
  startAuthorization,
  StreamableHTTPClientTransport,
  withDpop,
} from "@modelcontextprotocol/client";
