import { type Readable, Writable } from "node:stream";
import { main } from "../../../src/codegen/cli/main.js";

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
  const exitCode = await main(argv, {
    ...{ stdout: into("stdout"), stderr: into("stderr"), env, cwd },
    ...{ colours: false, live: false, columns: 100, ...more },
  });
  return { exitCode, ...texts };
}
