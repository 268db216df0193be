import { describe, expect, it } from "vitest";
import { toolSearch } from "../../../src/runtime/search.js";
import { rarityIn } from "../../../src/runtime/tools/search/rarity.js";
import { wordsOf } from "../../../src/runtime/tools/search/search-words.js";
import type { CallableTool } from "../../../src/runtime/agents.js";

const tool = (name: string, description?: string, properties: object = {}): CallableTool => ({
  server: name.includes("_file") ? "files" : "shop",
  name,
  ...(description !== undefined && { description }),
  hints: {},
  inputSchema: { type: "object", properties: properties as never },
  call: () => Promise.reject(new Error("A search calls nothing.")),
});

const tools = [
  tool("write_file", "Writes text to a file, which is made where it is missing."),
  tool("read_file", "Reads the whole of a file."),
  tool("delete_file"),
  tool("get-weather", "Weather of a city.", { city: { description: "Where to look for rain." } }),
  tool("createOrder", "Orders goods.\nMore of this."),
  tool("__proto__", "Odd."),
  tool("overview"),
];
const source = { list: () => Promise.resolve(tools) };
const search = toolSearch(source);

describe("the words of a text", () => {
  it.each([
    ["a sentence", "Get the files of a user", ["get", "file", "user"]],
    ["a name in camel case, which is also one word", "toDoLists", ["list", "todolist"]],
    ["stop words alone", "to be or not", []],
    ["words with accents", "Éclairs", ["eclair"]],
  ])("are stems without stop words: %s", (_, text, want) => {
    expect(wordsOf(text)).toEqual(want);
  });
});

describe("the rarity of a word", () => {
  const rarity = rarityIn([
    ["table", "get"],
    ["table", "fetch"],
    ["table", "column"],
  ]);
  it.each([
    ["one that a single text has, above one that all have", "column", "table"],
    ["one with a frequent synonym, below one without", "column", "fetch"],
    ["one that no text has, above all", "ghost", "column"],
  ])("is %s", (_, rarer, commoner) => {
    expect(rarity(rarer)).toBeGreaterThan(rarity(commoner));
  });
});

it("prefers the tool in whose texts words follow one another as in the query", async () => {
  const source = [
    tool("a", "Item of the note on the work that is done."),
    tool("b", "Note on the work item that is done."),
    tool("c", "Work on the note that the item is for."),
  ];
  const found = await toolSearch({ list: () => Promise.resolve(source) })("work item");
  expect(found.map(({ name }) => name)[0]).toBe("b");
});

describe("a search over tools", () => {
  it.each([
    ["the name as it is", "read_file", "read_file"],
    ["words of the name", "write the files", "write_file"],
    ["a name in camel case", "creating orders", "createOrder"],
    ["another word for the same", "remove a document", "delete_file"],
    ["words of the description", "is it missing", "write_file"],
    ["words of a parameter", "rain", "get-weather"],
    ["the beginning of a word", "weath", "get-weather"],
    ["a verb of two words", "get rid of a file", "delete_file"],
    ["two words that a name writes as one", "the over view", "overview"],
    ["the verb that comes first", "make a file that nobody can delete", "write_file"],
    ["one thing asked for", "one file", "read_file"],
    ["a typing error", "wether", "get-weather"],
    ["a name that objects have", "proto", "__proto__"],
  ])("finds by %s", async (_, query, want) => {
    expect((await search(query))[0]?.name).toBe(want);
  });

  it.each(["", "the of and", "🙂", "zzzzzz"])("finds nothing for %j", async (query) => {
    expect(await search(query)).toEqual([]);
  });

  it("returns as many as requested, best first", async () => {
    const found = await search("file", 2);
    expect(found).toHaveLength(2);
    expect(found[0]?.score).toBeGreaterThanOrEqual(found[1]?.score ?? Infinity);
  });

  it("names the function of a tool and its file, if known", async () => {
    const files = { read_file: { function: "readFile", file: "files/read-file.ts" } };
    const placed = toolSearch(source, { files: () => Promise.resolve({ files }) });
    const found = await placed("file");
    expect(found.find(({ name }) => name === "read_file")).toMatchObject({
      server: "files",
      summary: "Reads the whole of a file.",
      ...files.read_file,
    });
    expect(found.find(({ name }) => name === "write_file")).not.toHaveProperty("file");
    expect((await placed("orders"))[0]).toMatchObject({ name: "createOrder", summary: "Orders goods." });
  });

  it("builds its index again after a failure", async () => {
    let fails = true;
    const list = (): Promise<typeof tools> => (fails ? Promise.reject(new Error("down")) : source.list());
    const later = toolSearch({ list });
    await expect(later("file")).rejects.toThrow("down");
    fails = false;
    expect((await later("read"))[0]?.name).toBe("read_file");
  });
});
