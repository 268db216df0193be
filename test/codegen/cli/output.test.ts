import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { Output } from "../../../src/codegen/cli/output.js";

function outputs() {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const terminal = { stdout, stderr, env: {}, cwd: "/", colours: false, live: false, columns: 80 };
  const read = (stream: PassThrough): string => String(stream.read() ?? "");
  return { output: new Output(terminal), data: () => read(stdout), talk: () => read(stderr) };
}

describe("json", () => {
  const hidden = { name: "a\u202eb\u009bc" };

  it("is data, without escapes for display", () => {
    const { output, data, talk } = outputs();
    output.json(hidden);
    const text = data();
    expect(text).toBe('{\n  "name": "a\\u202eb\\u009bc"\n}\n');
    expect(JSON.parse(text)).toEqual(hidden);
    expect(talk()).toBe("");
  });

  it("is one line of a stream if there is no indent", () => {
    const { output, data } = outputs();
    output.json(hidden, 0);
    output.json([1, { a: 2 }], 0);
    expect(data()).toBe('{"name":"a\\u202eb\\u009bc"}\n[1,{"a":2}]\n');
  });
});
