import { describe, expect, it } from "vitest";
import { type RootLike, toRoots } from "../../../../src/runtime/handlers/roots/roots.js";

const context = { server: "s", signal: new AbortController().signal };

describe("toRoots", () => {
  it.each<[string, RootLike, object]>([
    ["a path", "/srv/data dir", { uri: "file:///srv/data%20dir" }],
    ["a file URL is left as it is", "file:///srv/a%20b", { uri: "file:///srv/a%20b" }],
    ["a URL object", new URL("file:///srv"), { uri: "file:///srv" }],
    ["a name next to a path", { uri: "/srv", name: "Data" }, { uri: "file:///srv", name: "Data" }],
  ])("%s", async (_intent, given, want) => {
    expect(await toRoots([given]).list(context)).toEqual([want]);
  });

  it("calls a function for every request", async () => {
    let asked = 0;
    const roots = toRoots(({ server }) => [`/srv/${server}/${++asked}`]);
    expect(await roots.list(context)).toEqual([{ uri: "file:///srv/s/1" }]);
    expect(await roots.list(context)).toEqual([{ uri: "file:///srv/s/2" }]);
  });

  it.each(["https://example.com", "data:,x"])("refuses %s, which no server could use", (given) => {
    expect(() => toRoots([given])).toThrow("must be a path or a file: URL");
  });
});
