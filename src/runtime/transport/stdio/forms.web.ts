import { UnsupportedError } from "../../errors/unsupported-error.js";

/** @throws UnsupportedError always: this platform has no processes */
function noProcess(): never {
  throw new UnsupportedError(
    "No server process can be started: this is the build of fmcp-runtime for browsers, workers and edge runtimes. Use a server with a URL.",
  );
}

export const pythonStdio = noProcess;
export const nodeStdio = noProcess;
export const fastmcpStdio = noProcess;
export const uvStdio = noProcess;
export const uvxStdio = noProcess;
export const npxStdio = noProcess;
