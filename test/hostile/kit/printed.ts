import { Writable } from "node:stream";
import { main } from "../../../src/codegen/cli/main.js";

/** Everything that a run of the command line in `cwd` prints, talk and data. */
export async function printed(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  let text = "";
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  await main(argv, { stdout: sink, stderr: sink, env, cwd, colours: false, live: false, columns: 80 });
  return text;
}
