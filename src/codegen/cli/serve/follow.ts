import type { ClientServer } from "fmcp-runtime/server";
import { reason } from "../../../shared/text/reason.js";
import { show } from "../../../shared/text/show.js";
import { FileWatch } from "../../watch/file-watch.js";
import type { Output } from "../output.js";
import type { Served } from "./served.js";

/** Milliseconds to wait after the last write before a file is read: editors and tools write in several steps. */
const SETTLE_MS = 200;

/**
 * Serves the current config and lock whenever one of them changes. If a new version cannot be used, it is reported and the
 * previous one stays in use. Returns a function that stops this.
 */
export function follow(
  current: { served: Served },
  server: ClientServer,
  read: () => Promise<Served>,
  output: Output,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  let turn = Promise.resolve();
  const takeUp = async (): Promise<void> => {
    const { served: before } = current;
    const next = await read();
    current.served = next;
    files.only(next.files);
    await server.replace(next.client);
    await before.client.close();
    output.say(`Changed: ${next.keys.map((key) => show(key)).join(", ")}`);
  };
  const files = new FileWatch(() => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(takeUp).catch((error: unknown) => {
        output.warn(`Still serving the previous state: ${show(reason(error), 1_000)}`);
      });
    }, SETTLE_MS);
  });
  files.only(current.served.files);
  return () => {
    clearTimeout(timer);
    files.close();
  };
}
