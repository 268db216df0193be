export type {
  AssertionContext,
  AssertionSource,
  Auth,
  AuthOptions,
  BearerOptions,
  CallbackOptions,
  ClientAuthMethod,
  ClientCredentialsOptions,
  CrossAppOptions,
  DpopAlgorithm,
  GrantOptions,
  IdentityProviderOptions,
  JwtBearerOptions,
  OAuthOptions,
  PrivateKeyJwtOptions,
  RequestAuth,
} from "./auth.js";
export { createAuth, type AuthContext } from "./create-auth.js";
export {
  AuthConfigError,
  AuthorizationDeniedError,
  AuthorizationRequiredError,
  AuthorizationServerError,
  AuthUnsupportedError,
  CallbackError,
  CallbackTimeoutError,
  ClientRefusedError,
  CredentialsRefusedError,
  DeviceCodeExpiredError,
  DiscoveryError,
  ScopeRefusedError,
  TokenStoreError,
  TokenTransferError,
  UnsafeUrlError,
} from "./auth-errors.js";
export type { AuthEvent, AuthorizedHttp, AuthStatus, HttpAuth } from "./http-auth.js";
export type { DevicePrompt } from "./login/show-code.js";
export { probeAuth } from "./probe.js";
export { FileTokenStore } from "./store/file-store.js";
export { MemoryTokenStore } from "./store/memory-store.js";
export { subjectsIn } from "./store/subjects.js";
export { clearAll, type ReleaseLock, type TokenStore } from "./store/token-store.js";
