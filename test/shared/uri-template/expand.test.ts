import { describe, expect, it } from "vitest";
import { expand, parseTemplate, templateVariables } from "../../../src/shared/uri-template/index.js";

/** RFC 6570, section 3.2. */
const variables = {
  count: ["one", "two", "three"],
  dom: ["example", "com"],
  dub: "me/too",
  hello: "Hello World!",
  half: "50%",
  var: "value",
  who: "fred",
  base: "http://example.com/home/",
  path: "/foo/bar",
  list: ["red", "green", "blue"],
  keys: { semi: ";", dot: ".", comma: "," },
  v: "6",
  x: "1024",
  y: "768",
  empty: "",
  empty_keys: {},
  undef: null,
};

describe("the examples of RFC 6570", () => {
  it.each([
    // 3.2.1 to 3.2.3
    ["{count}", "one,two,three"],
    ["{count*}", "one,two,three"],
    ["{/count}", "/one,two,three"],
    ["{/count*}", "/one/two/three"],
    ["{;count}", ";count=one,two,three"],
    ["{;count*}", ";count=one;count=two;count=three"],
    ["{?count}", "?count=one,two,three"],
    ["{?count*}", "?count=one&count=two&count=three"],
    ["{&count*}", "&count=one&count=two&count=three"],
    ["{var}", "value"],
    ["{hello}", "Hello%20World%21"],
    ["{half}", "50%25"],
    ["O{empty}X", "OX"],
    ["O{undef}X", "OX"],
    ["{x,hello,y}", "1024,Hello%20World%21,768"],
    ["?{x,empty}", "?1024,"],
    ["?{x,undef}", "?1024"],
    ["{var:3}", "val"],
    ["{var:30}", "value"],
    ["{keys}", "semi,%3B,dot,.,comma,%2C"],
    ["{keys*}", "semi=%3B,dot=.,comma=%2C"],
    ["{+hello}", "Hello%20World!"],
    ["{+half}", "50%25"],
    ["{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"],
    ["{+base}index", "http://example.com/home/index"],
    ["here?ref={+path}", "here?ref=/foo/bar"],
    ["up{+path}{var}/here", "up/foo/barvalue/here"],
    ["{+path:6}/here", "/foo/b/here"],
    ["{+keys*}", "semi=;,dot=.,comma=,"],
    // 3.2.4
    ["{#hello}", "#Hello%20World!"],
    ["foo{#empty}", "foo#"],
    ["foo{#undef}", "foo"],
    ["{#x,hello,y}", "#1024,Hello%20World!,768"],
    // 3.2.5
    ["{.who,who}", ".fred.fred"],
    ["X{.var:3}", "X.val"],
    ["X{.empty}", "X."],
    ["X{.empty_keys}", "X"],
    ["www{.dom*}", "www.example.com"],
    // 3.2.6
    ["{/who,dub}", "/fred/me%2Ftoo"],
    ["{/var,empty}", "/value/"],
    ["{/list*,path:4}", "/red/green/blue/%2Ffoo"],
    ["{/keys*}", "/semi=%3B/dot=./comma=%2C"],
    // 3.2.7
    ["{;v,empty,who}", ";v=6;empty;who=fred"],
    ["{;hello:5}", ";hello=Hello"],
    ["{;keys}", ";keys=semi,%3B,dot,.,comma,%2C"],
    // 3.2.8 and 3.2.9
    ["{?x,y,empty}", "?x=1024&y=768&empty="],
    ["{?x,y,undef}", "?x=1024&y=768"],
    ["{?var:3}", "?var=val"],
    ["{?keys*}", "?semi=%3B&dot=.&comma=%2C"],
    ["?fixed=yes{&x}", "?fixed=yes&x=1024"],
    ["{&var:3}", "&var=val"],
  ])("%s → %s", (template, want) => {
    expect(expand(template, variables)).toBe(want);
  });
});

describe("beyond them", () => {
  it.each([
    ["numbers and booleans", "{n}{?b}", { n: 1.5, b: false }, "1.5?b=false"],
    ["a character beyond the BMP counts once", "{s:1}", { s: "😀x" }, "%F0%9F%98%80"],
    ["a lone surrogate is replaced, not thrown at", "{s}", { s: "\ud800" }, "%EF%BF%BD"],
    ["inherited names are no variables", "{toString}{__proto__}", {}, ""],
    ["literals that are no URI characters", "weather://å/{v}", { v: "b" }, "weather://%C3%A5/b"],
  ])("%s", (_intent, template, given, want) => {
    expect(expand(template, given)).toBe(want);
  });

  it.each(["{", "}", "a{b", "{}", "{a b}", "{a:0}", "{=a}", "{a,}", "{a**}"])(
    "%s is no template",
    (template) => {
      expect(() => parseTemplate(template)).toThrow(SyntaxError);
    },
  );

  it("variables, each once, in order", () => {
    expect(templateVariables("x://{a}/{+b*}{?a,c:3}").map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  it("is linear in what a hostile server sends", () => {
    const started = performance.now();
    expect(() => parseTemplate("{a.".repeat(200_000))).toThrow(SyntaxError);
    expect(() => parseTemplate(`{${"a.".repeat(200_000)}}`)).toThrow(SyntaxError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
