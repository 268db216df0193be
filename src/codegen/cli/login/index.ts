export { login, type LoginReport } from "./login.js";
export { logout, logoutEverywhere } from "./logout.js";
export type { LoginOptions } from "./server-auth.js";
export { authStatus, type ServerAuthStatus } from "./status.js";
