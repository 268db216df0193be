import type { Socket } from "node:net";
import type { buildConnector, Dispatcher } from "undici";
import { ConfigurationError } from "../../errors/configuration-error.js";
import type { DispatcherOptions } from "./dispatcher-options.js";
import { loadUndici } from "./load-undici.js";
import { pastContinue } from "./past-continue.js";

/** Socket pools for the server. */
export interface Dispatchers {
  readonly requests: Dispatcher;
  /** The pool for long-lived responses, which never keeps the program alive. Made when it is first used. */
  streams(): Dispatcher;
  destroy(): Promise<void>;
}

/** Most bytes of all headers of a response: policies, cookies and traces of gateways come to more than the 16 KiB of Node.js. */
export const MAX_HEADER_BYTES = 128 * 1024;

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.*\.localhost)$/i;

/**
 * Creates the socket pools for a server. This runtime enforces the deadlines: undici's own would end quiet streams and slow
 * calls after 300 s.
 */
export async function makeDispatchers(url: URL, options: DispatcherOptions): Promise<Dispatchers> {
  const { Agent, EnvHttpProxyAgent, ProxyAgent, buildConnector } = await loadUndici();
  const tls = options.tls as buildConnector.BuildOptions | undefined;
  const connect = { ...tls, timeout: options.connectTimeoutMs ?? 30_000 };
  const connector = withSocket(buildConnector(connect), pastContinue);
  const limits = { headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: MAX_HEADER_BYTES };
  const { proxy = "env" } = options;
  const direct = (): Dispatchers =>
    pools(
      new Agent({ ...limits, connect: connector }),
      () => new Agent({ ...limits, connect: unreferenced(connector) }),
    );
  if (proxy === "none" || LOOPBACK.test(url.hostname)) return direct();
  const requestTls = { ...tls };
  if (proxy !== "env") {
    if (!/^https?:/i.test(proxy) || !URL.canParse(proxy))
      throw new ConfigurationError("`proxy` must be an http or https URL.");
    return pools(new ProxyAgent({ ...limits, uri: proxy, requestTls }));
  }
  if (!namesProxy(process.env)) return direct();
  return pools(new EnvHttpProxyAgent({ ...limits, connect: connector, requestTls }));
}

function pools(requests: Dispatcher, makeStreams = () => requests): Dispatchers {
  let streams: Dispatcher | undefined;
  return {
    requests,
    streams: () => (streams ??= makeStreams()),
    destroy: async () => {
      await Promise.all([requests.destroy(), streams?.destroy()]);
    },
  };
}

function namesProxy(env: NodeJS.ProcessEnv): boolean {
  return ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY"].some((name) => (env[name] ?? "") !== "");
}

/** Sockets that never keep the program alive: undici references a socket again while a response is open. */
function unreferenced(connector: buildConnector.connector): buildConnector.connector {
  return withSocket(connector, (socket) => {
    socket.unref();
    socket.ref = () => socket;
  });
}

function withSocket(
  connector: buildConnector.connector,
  prepare: (socket: Socket) => void,
): buildConnector.connector {
  return (options, callback) => {
    connector(options, (...result) => {
      // Declared as `null` on failure, but absent.
      const socket = result[1] as (typeof result)[1] | undefined;
      if (socket) prepare(socket);
      callback(...result);
    });
  };
}
