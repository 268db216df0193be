// What a terminal shows: the output of real commands, with their colors.
import { spawnSync } from "node:child_process";

const STYLES = { 2: "dim", 31: "red", 32: "green" };
const RESETS = new Set([0, 22, 39]);

/** Runs commands in a folder and returns the lines of the session. `shown` is what a user would type. */
export function session(cwd, commands) {
  return commands.flatMap(({ shown, run: [command, ...args] }) => {
    const env = { ...process.env, FORCE_COLOR: "1" };
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, env, encoding: "utf8" });
    if (status !== 0) throw new Error(`${shown} ended with ${status}:\n${stdout}${stderr}`);
    const lines = `${stderr}${stdout}`.trimEnd().split("\n");
    return [[{ text: "$ ", style: "dim" }, { text: shown }], ...lines.map(piecesOf), []];
  });
}

/** Splits a line with SGR sequences (ECMA-48 8.3.117) into pieces. */
export function piecesOf(line) {
  const pieces = [];
  let style;
  // eslint-disable-next-line no-control-regex
  for (const [, sequence, text] of line.matchAll(/\u001b\[([\d;]*)m|([^\u001b]+)/g)) {
    if (text !== undefined) pieces.push(style === undefined ? { text } : { text, style });
    else
      for (const code of sequence.split(";").map(Number))
        style = RESETS.has(code) ? undefined : (STYLES[code] ?? style);
  }
  return pieces;
}
