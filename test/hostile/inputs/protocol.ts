import { type Script, script } from "../kit/script.js";

const good = { name: "good", inputSchema: { type: "object" } };

const tools = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, i) => ({ name: `t${i}`, inputSchema: { type: "object" } }));

/** Servers that break the protocol. Those that never come to an end may fail; none may hold up a run. */
export function protocol(): readonly Script[] {
  const odd = (what: string, name: string, more: Partial<Script> = {}): Script =>
    script({ key: `odd ${name}`, number: 97, what, odd: name, callable: ["good"], tools: [good], ...more });
  return [
    script({
      key: "endless cursors",
      number: 96,
      what: "cursors without end",
      odd: "endless",
      fails: true,
      callable: [],
    }),
    script({
      key: "repeated cursor",
      number: 96,
      what: "a cursor that repeats",
      callable: ["good"],
      lists: {
        "tools/list": [
          { items: JSON.stringify([good]), next: "again" },
          { items: "[]", next: "again" },
        ],
      },
    }),
    script({
      key: "empty cursor",
      number: 96,
      what: "an empty cursor",
      callable: ["good"],
      lists: { "tools/list": [{ items: JSON.stringify([good]), next: "" }] },
    }),
    script({
      key: "many tools",
      number: 96,
      what: "8,000 tools",
      fails: true,
      callable: [],
      tools: tools(8_000),
    }),
    script({
      key: "many tools, cut off",
      number: 96,
      what: "8,000 tools of which the first are allowed",
      allowCut: true,
      callable: ["t0", "t4999"],
      tools: tools(8_000),
    }),
    odd("a body without end", "endless-body", { number: 96, transport: "http", mayFail: true, callable: [] }),
    odd("a byte at a time, without end", "drip", { number: 96, mayFail: true, callable: [] }),
    odd("300 MB of white space, compressed", "gzip-bomb", {
      number: 96,
      transport: "http",
      mayFail: true,
      callable: [],
    }),
    odd("a line without end", "endless-line", {
      number: 96,
      transport: "stdio",
      mayFail: true,
      callable: [],
    }),
    odd("responses with foreign and repeated ids", "foreign-ids", { transport: "stdio" }),
    odd("requests of the server", "asks", { transport: "stdio" }),
    odd("20,000 notifications", "flood", { transport: "stdio" }),
    odd("a line of 11 MiB before the answer", "long-line", {
      transport: "stdio",
      mayFail: true,
      callable: [],
    }),
    odd("garbage between the lines", "garbage", { transport: "stdio" }),
    odd("no line feed at the end", "no-newline", { transport: "stdio", mayFail: true, callable: [] }),
  ];
}
