// Serves a client over MCP: what it reaches is offered to others.
export { type ClientServer, toServer } from "./server/to-server.js";
export type { HttpFront } from "./server/http/http-front.js";
export type { Listening, ListenOptions } from "./server/http/listening.js";
export type {
  Caller,
  HttpOptions,
  ServerHandler,
  ServerInterceptor,
  ServerRequest,
  ToServerOptions,
} from "./server/server-options.js";
