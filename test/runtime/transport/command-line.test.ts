import { expect, it } from "vitest";
import { commandWords } from "../../../src/runtime/transport/command-line.js";

it.each<[line: string, want: readonly string[]]>([
  ["python server.py", ["python", "server.py"]],
  ["  uv run   --with x  s.py ", ["uv", "run", "--with", "x", "s.py"]],
  [`node "my server.mjs" 'a "b"'`, ["node", "my server.mjs", 'a "b"']],
  [`node --name="a b"c`, ["node", "--name=a bc"]],
  [`node s.mjs ""`, ["node", "s.mjs", ""]],
  [String.raw`python C:\tools\s.py`, ["python", String.raw`C:\tools\s.py`]],
  ["node s.mjs $HOME a=b", ["node", "s.mjs", "$HOME", "a=b"]],
])("reads %j", (line, want) => {
  expect(commandWords(line)).toEqual(want);
});

it.each(["node s.mjs | tee x", "node s.mjs > x", "node s.mjs && rm x", "node s.mjs 2>x", `node "s.mjs`])(
  "refuses %j",
  (line) => {
    expect(() => commandWords(line)).toThrow(/cannot be run as a command/);
  },
);
