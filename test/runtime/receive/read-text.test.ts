import { describe, expect, it } from "vitest";
import { MessageLines, readText } from "../../../src/runtime/receive/index.js";

const answer = { jsonrpc: "2.0", id: 1, result: {} };
const text = JSON.stringify(answer);

describe("readText", () => {
  it.each([
    ["an answer", text, [answer]],
    ["an answer with a byte order mark", `\uFEFF ${text} \r`, [answer]],
    ["a batch", `[${text},{"jsonrpc":"2.0","method":"m"}]`, [answer, { jsonrpc: "2.0", method: "m" }]],
    ["a batch of batches", `[[${text}],null]`, [answer]],
    [
      "numbers that JSON does not have as null",
      '{"id":1,"result":{"a":NaN,"b":[-Infinity,Infinity],"NaN":"\\"NaN"}}',
      [{ id: 1, result: { a: null, b: [null, null], NaN: '"NaN' } }],
    ],
    [
      "control characters within strings",
      '{"id":1,"result":{"a":"x\ty\u0001\\n","b":"z\nz"}}',
      [{ id: 1, result: { a: "x\ty\u0001\n", b: "z\nz" } }],
    ],
    ["a batch with an item that is not a message", `[${text},1,{"a":1}]`, [answer]],
    ["an answer without `jsonrpc`", '{"id":1,"result":{}}', [{ id: 1, result: {} }]],
    ["an answer without a result", '{"jsonrpc":"2.0","id":1}', [{ jsonrpc: "2.0", id: 1 }]],
    ["two messages behind each other", text + text, [answer, answer]],
    ["an answer behind a log text", `debug: {x} ${text}`, [answer]],
    ["an answer before a log text", `${text} done`, [answer]],
    ["a request that a log repeats", 'got {"jsonrpc":"2.0","id":1,"method":"ping"}', []],
    ["a log line in JSON", '{"level":"info","id":1,"msg":"started"}', []],
    ["a text", "Server started", []],
    ["a JSON value that is not an object", '"started"', []],
    ["an empty batch", "[]", []],
    ["nothing", "", []],
  ])("reads %s", (_, given, want) => {
    // Without the notes on repairs.
    expect(structuredClone(readText(given))).toEqual(want);
  });

  it.each([
    ["cut", '{"jsonrpc":"2.0","id":7,"result":{"content":[{"te', 7],
    ["with a raw tab in a string", '{"result":{"id":3,"text":"a\tb"},"id":"7"}', "7"],
    ["with a trailing comma", '{"id":7,"error":{"code":1,"message":"disk full",}}', 7],
  ])("reads the id of an answer that is %s", (_, given, id) => {
    expect(readText(given)).toMatchObject([{ id }]);
  });

  it("takes linear time for text with many braces", () => {
    const started = performance.now();
    expect(readText('{"a":'.repeat(100_000))).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("MessageLines", () => {
  const pretty = JSON.stringify({ ...answer, result: { text: "a{b" } }, null, 2).split("\n");
  const spread = { ...answer, result: { text: "a{b" } };
  it.each<readonly [string, readonly string[], readonly unknown[], readonly string[]]>([
    ["a message on each line", [text, "", text], [answer, answer], []],
    ["a message over several lines", pretty, [spread], []],
    ["text around a message over several lines", ["start", ...pretty, "end"], [spread], ["start", "end"]],
    [
      "two broken answers, each by itself",
      ['{"jsonrpc":"2.0","id":1,"result":{"a":[{]}}', '{"jsonrpc":"2.0","id":2,"result":undefined}'],
      [expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2 })],
      [],
    ],
    ["a brace in a log before a message", ["{ broken json", text], [answer], ["{ broken json"]],
    ["a log in brackets", ["[info] up", text], [answer], ["[info] up"]],
    ["an object over several lines that is not a message", ["{", '"a": 1', "}"], [], ["{", '"a": 1', "}"]],
  ])("reads %s", (_, given, messages, noise) => {
    const lines = new MessageLines(1_000);
    const read = given.map((line) => lines.push(line));
    expect(read.flatMap((it) => it.messages)).toEqual(messages);
    expect(read.flatMap((it) => it.noise)).toEqual(noise);
  });

  it("continues after a brace that is never closed", () => {
    const lines = new MessageLines(20);
    const noise = ["{", '"a": {', '"long": "text of more than the limit"', "x"];
    expect(noise.flatMap((line) => lines.push(line).noise)).toEqual(noise);
    expect(lines.push(text).messages).toEqual([answer]);
  });
});
