import { describe, expect, it } from "vitest";
import { readPasted } from "../../../../src/runtime/auth/login/paste.js";

const REDIRECT = "http://127.0.0.1:5000/callback";
const read = (text: string): unknown => readPasted(text, REDIRECT, "st4te");

describe("a pasted address", () => {
  it.each<[string, string]>([
    ["whole", `${REDIRECT}?code=c&state=st4te`],
    ["with spaces around it", `  ${REDIRECT}?code=c&state=st4te \n`],
    ["with localhost for 127.0.0.1", "http://localhost:5000/callback?code=c&state=st4te"],
    ["as its query alone", "?code=c&state=st4te"],
    ["as its query alone, without the mark", "code=c&state=st4te"],
  ])("is read %s", (_, text) => {
    expect(read(text)).toMatchObject({ kind: "code", code: "c" });
  });

  it.each<[string, string, RegExp]>([
    ["nothing", " \n", /nothing was pasted/],
    [
      "the login page itself",
      "https://as.example.com/authorize?redirect_uri=x&state=st4te&code_challenge=y",
      /login page itself/,
    ],
    ["some other page", "https://as.example.com/", /neither a code nor a state/],
    ["a word", "c0de", /neither a code nor a state/],
    ["the answer of another login", `${REDIRECT}?code=c&state=other`, /another login/],
    ["an answer without its state", `${REDIRECT}?code=c`, /the state is missing/],
    ["an answer cut short", `${REDIRECT}?state=st4te`, /the code is missing/],
  ])("that is %s is refused, and says what it looks like", (_, text, said) => {
    expect(() => read(text)).toThrow(said);
    expect(() => read(text)).toThrow(/begins with http:\/\/127\.0\.0\.1:5000\/callback\?/);
  });
});
