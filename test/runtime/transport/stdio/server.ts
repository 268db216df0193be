import { afterEach } from "vitest";
import { type StdioOptions, StdioSource } from "../../../../src/runtime/transport/stdio/stdio-source.js";
import { fixture } from "../processes.js";
import type { Wire } from "../wire.js";

const sources: StdioSource[] = [];

afterEach(async () => {
  await Promise.all(sources.splice(0).map((source) => source.dispose()));
});

/** A fixture server that ends with the test. */
export function server(
  name: string,
  options: Partial<StdioOptions> = {},
  args: readonly string[] = [],
): StdioSource {
  const source = new StdioSource({
    command: process.execPath,
    args: [fixture(name), ...args],
    stderr: "ignore",
    graceMs: 300,
    ...options,
  });
  sources.push(source);
  return source;
}

export const pidOf = (wire: Wire): number => (wire.transport as unknown as { pid: number }).pid;
