import { UnsupportedError } from "../errors/unsupported-error.js";
import type { Host } from "./host.js";

/** A browser, a worker, an edge runtime: no files, no processes. */
export const host: Host = {
  get env() {
    // some of them have variables, and offer them as Node.js does
    return (globalThis as { process?: { env?: Host["env"] } }).process?.env ?? {};
  },
  platform: "web",
  cwd: () => "/",
  home: () => "/",
  separator: "/",
  look: () => undefined,
  read: () => undefined,
  isAbsolute: (path) => path.startsWith("/"),
  resolve: (...paths) => new URL(paths.join("/").replace(/\/+/g, "/"), "file:///").pathname,
  pathOf: (url) => {
    throw noFiles(String(url));
  },
  urlOf: (path) => new URL(encodeURI(path), "file:///").href,
  tell: (text) => console.warn(text.trimEnd()),
  debug: () => undefined,
  warn: (message, type) => console.warn(`${type}: ${message}`),
};

/** What a build for the web says where a file is wanted. */
export function noFiles(what: string): UnsupportedError {
  return new UnsupportedError(
    `There are no files here, so that ${JSON.stringify(what)} cannot be read: this is the build of fmcp-runtime for browsers, workers and edge runtimes. Give \`target\` or \`config\` as an object, or generate with --inline-config.`,
  );
}
