// What `fmcp-codegen` of the same version uses of the runtime besides its public entry points. Not a public interface.
export { anySignal } from "./async/any-signal.js";
export { question } from "./platform/question.js";
export { exportTokens, importTokens } from "./auth/transfer/transfer.js";
export { type Cursor, CursorTrail } from "./backend/lists/cursor-trail.js";
export { listFacts } from "./backend/lists/list-kinds.js";
export type { ListPage, RejectedItem } from "./backend/lists/read-page.js";
export { LazyTarget } from "./backend/backend-target.js";
export { serversOf } from "./transport/infer-target.js";
export type { ListDiagnostic } from "./backend/lists/list.js";
export type { GroupMembers } from "./server-client/group.js";
export { prefixedName, prefixedUri } from "./multi/namespace.js";
export { serverUrlOf } from "./transport/server-url.js";
export { startHints } from "./transport/start-hints.js";
export { connectLimitMs } from "./connection/connect-limit.js";
export { serverFolder } from "./recording/places.js";
export { recordedServers } from "./recording/recorded-servers.js";
export { toolRecording } from "./recording/recorded-tools.js";
export { terminalHandlers } from "./cli/terminal-handlers.js";
