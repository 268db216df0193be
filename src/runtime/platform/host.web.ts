import { UnsupportedError } from "../errors/unsupported-error.js";
import type { Host } from "./host.js";

/** Browsers, workers and edge runtimes: no files, no processes. */
export const host: Host = {
  get env() {
    // some of them have environment variables, in the same place as Node.js
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
  atEnd: () => undefined,
};

/** Makes the error of a web build for an operation that needs a file. */
export function noFiles(what: string): UnsupportedError {
  return new UnsupportedError(
    `Files are not available here, so ${JSON.stringify(what)} cannot be read: this is the build of fmcp-runtime for browsers, workers and edge runtimes. Give \`target\` or \`config\` as an object, or generate with --inline-config.`,
  );
}
