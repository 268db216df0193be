import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { cleanLines } from "../../../../src/runtime/transport/stdio/clean-lines.js";

const TOKEN = "tokSecretValue88yy";
const KEY = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqh\nBKcwggSjAgEAAoIBA\n-----END PRIVATE KEY-----";
const LONG = "x".repeat(1024 * 1024 + 1);

const printed = async (chunks: readonly (string | Buffer)[], secrets: readonly string[]): Promise<Buffer> =>
  Buffer.concat(
    await Readable.from(chunks.map((chunk) => Buffer.from(chunk)))
      .pipe(cleanLines(secrets))
      .toArray(),
  );

it.each<[string, readonly string[], string]>([
  ["a secret in one piece", [`key=${TOKEN}\n`], "key=***\n"],
  ["a secret in two pieces", ["key=tokSecret", "Value88yy\nnext\n"], "key=***\nnext\n"],
  ["a secret a character a piece", [...`a ${TOKEN} b\n`], "a *** b\n"],
  ["a secret at the end, without a line break", [`key=${TOKEN}`], "key=***"],
  [
    "a key over several lines",
    [KEY.slice(0, 40), KEY.slice(40), "\n"],
    KEY.replace(/^M.*|^B.*/gm, "***") + "\n",
  ],
  ["one line of a key", ["bad line: BKcwggSjAgEAAoIBA\n"], "bad line: ***\n"],
  ["a secret percent-encoded", [`GET /?q=${encodeURIComponent("p/ss w\u00f6rd")}\n`], "GET /?q=***\n"],
  ["a secret in base64", [`${Buffer.from(`u:${TOKEN}`).toString("base64")}\n`], "***\n"],
  ["a token of unknown origin", ["sent Bearer abc123def456\n"], "sent Bearer ***\n"],
  ["a progress line", ["10 %\r", `${TOKEN} 20 %\r`], "10 %\r*** 20 %\r"],
  ["lines without a secret", ["one\r\n", "two", "\n"], "one\r\ntwo\n"],
  [
    "a line that is too long",
    [LONG, TOKEN, "\nnext\n"],
    `… (a line of ${LONG.length + 19} bytes left out)\nnext\n`,
  ],
])("passes on %s", async (_intent, chunks, want) => {
  const text = (await printed(chunks, [TOKEN, KEY, "p/ss w\u00f6rd"])).toString();
  expect(text).toBe(want);
});

it("passes on bytes that are not UTF-8 unchanged", async () => {
  const bytes = Buffer.from([0xff, 0xfe, 0x41, 0x0a, 0xe6]);
  expect(await printed([bytes], [TOKEN])).toEqual(bytes);
});
