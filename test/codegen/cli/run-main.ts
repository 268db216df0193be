import { type Readable, Writable } from "node:stream";
import { main } from "../../../src/codegen/cli/main.js";
import { confirmed } from "./run-bin.js";

/** Runs the command line in this process, as without a terminal: nothing is asked. */
export async function runMain(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  more: { readonly stdin?: Readable } = {},
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const texts = { stdout: "", stderr: "" };
  const into = (name: keyof typeof texts): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        texts[name] += String(chunk);
        done();
      },
    });
  const exitCode = await main(confirmed(argv), {
    ...{ stdout: into("stdout"), stderr: into("stderr"), env, cwd },
    ...{ colours: false, live: false, columns: 100, ...more },
  });
  // What is printed of the commands is tested where they are confirmed.
  return { exitCode, ...texts, stderr: texts.stderr.replace(/^ {2}.* runs: .*\n/gm, "") };
}
