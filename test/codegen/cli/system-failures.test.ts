import { Writable } from "node:stream";
import { expect, it } from "vitest";
import { reportFailure } from "../../../src/codegen/cli/failure.js";

function said(error: unknown): { readonly code: number; readonly text: string } {
  let text = "";
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  const terminal = {
    stdout: sink,
    stderr: sink,
    env: {},
    cwd: "/",
    colours: false,
    live: false,
    columns: 80,
  };
  return { code: reportFailure(error, terminal, false), text };
}

it.each<[intent: string, error: unknown, want: string]>([
  ["too many open files", Object.assign(new Error("open"), { code: "EMFILE" }), "ulimit -n"],
  ["too many open files of the system", Object.assign(new Error("open"), { code: "ENFILE" }), "ulimit -n"],
  ["a name that is too long", refused("ENAMETOOLONG", "name too long"), "a name in it, is too long"],
  [
    "a folder that may not be read",
    refused("EACCES", "permission denied"),
    "Check the path and its permissions",
  ],
  [
    "too many links",
    refused("ELOOP", "too many symbolic links encountered"),
    "The system refuses /a/b (lstat): ELOOP",
  ],
  ["a value that is nested too deeply", overflow(), "nested too deeply"],
])("says what to do about %s, without a stack", (_intent, error, want) => {
  const { code, text } = said(error);
  expect(text).toContain(want);
  expect(text).not.toMatch(/report it|\n +at /);
  expect(code).toBe(2);
});

function refused(code: string, why: string): unknown {
  const error = new Error(`${code}: ${why}, lstat '/a/b'`);
  return Object.assign(error, { code, path: "/a/b", syscall: "lstat", errno: -1 });
}

function overflow(): unknown {
  const down = (): number => down() + 1;
  try {
    return down();
  } catch (error) {
    return error;
  }
}
