import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import type { JsonObject } from "../../src/shared/json/json.js";

/** A call to a real server and what it answered; recorded once, with another client, on a fresh server. */
export interface RealCall {
  readonly server: string;
  readonly kind: "tool" | "prompt" | "read" | "complete";
  readonly name: string;
  readonly arguments?: JsonObject;
  readonly result: JsonObject;
  readonly progressEvents?: number;
}

const calls = JSON.parse(
  readFileSync(new URL("../fixtures/real-calls.json", import.meta.url), "utf8"),
) as RealCall[];

/** The servers that were recorded, and a scratch folder that they serve. */
export function realServers(): {
  readonly names: readonly string[];
  /** How to start one. */
  target(name: string): { command: string; args: string[]; env: Record<string, string>; stderr: "ignore" };
  callsOf(name: string): RealCall[];
  remove(): void;
} {
  const folder = mkdtempSync(join(tmpdir(), "fmcp-calls-"));
  const fs = join(folder, "fs");
  mkdirSync(join(fs, "sub"), { recursive: true });
  writeFileSync(join(fs, "a.txt"), "alpha\nbeta\ngamma\n");
  writeFileSync(join(fs, "sub/b.json"), '{"k":1}');
  const args: Record<string, string[]> = { filesystem: [fs] };
  const env = { memory: { MEMORY_FILE_PATH: join(folder, "memory.jsonl") } } as Record<
    string,
    Record<string, string>
  >;
  return {
    names: [...new Set(calls.map(({ server }) => server))],
    target: (name) => ({
      command: process.execPath,
      args: [
        fileURLToPath(import.meta.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`)),
        ...(args[name] ?? []),
      ],
      env: env[name] ?? {},
      stderr: "ignore",
    }),
    callsOf: (name) => calls.filter(({ server }) => server === name).map((call) => filled(call, fs)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** `{fs}` stands for the served folder. */
function filled(call: RealCall, fs: string): RealCall {
  return JSON.parse(JSON.stringify(call).replaceAll("{fs}", JSON.stringify(fs).slice(1, -1))) as RealCall;
}

/** What to expect: long strings are recorded as their start and length; a clock time is whatever it is now. */
export function wanted(value: unknown): unknown {
  if (typeof value === "string") {
    const clock = / at \d+:\d+:\d+ [AP]M$/;
    return clock.test(value) ? expect.stringContaining(value.replace(clock, " at ")) : value;
  }
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(wanted);
  const { startsWith, length } = value as { startsWith?: string; length?: number };
  if (startsWith !== undefined)
    return expect.toSatisfy((it: string) => it.startsWith(startsWith) && it.length === length);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, wanted(item)]));
}
