import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** What a build and npm leave beside the sources. */
const MADE: readonly string[] = ["dist", "dist.new", "node_modules"];

/** Names of the folders directly in `path`. */
const roomsOf = (path: string): readonly string[] =>
  readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !MADE.includes(entry.name) ? [entry.name] : [],
  );

/** Folders named in the first column of the table below the heading that names `product`. */
function mappedRooms(product: string): readonly string[] {
  const section = text.split(/^## /m).find((each) => each.split("\n")[0]?.includes(`src/${product}`)) ?? "";
  return [...section.matchAll(/^\| `([\w-]+)\/`/gm)].map(([, room = ""]) => room);
}

describe("ARCHITECTURE.md", () => {
  it.each(["codegen", "runtime", "shared"])(
    "names every folder of src/%s, and none that is gone",
    (product) => {
      expect([...mappedRooms(product)].sort()).toEqual([...roomsOf(`src/${product}`)].sort());
    },
  );

  it("names only paths that exist", () => {
    const paths = [...text.matchAll(/`((?:src|test|scripts|shared|codegen|runtime)\/[\w./-]*)`/g)].map(
      ([, path = ""]) => path,
    );
    const missing = paths.filter(
      (path) => !existsSync(join(root, path)) && !existsSync(join(root, "src", path)),
    );
    expect(paths.length).toBeGreaterThan(5);
    expect(missing).toEqual([]);
  });

  it.each(["codegen", "runtime"])("walks through functions of src/%s that exist", (product) => {
    const walk = text.split("\n\n").find((part) => part.includes(`(src/${product})`)) ?? "";
    const steps = [...walk.matchAll(/^ {2}([\w/-]+\.ts) +(\S+)/gm)];
    expect(steps.length).toBeGreaterThan(6);
    for (const [, file = "", name = ""] of steps)
      expect(readFileSync(join(root, "src", product, file), "utf8"), file).toContain(`${name}(`);
  });

  it("explains at most 25 words", () => {
    const words = text.split("## Words")[1] ?? "";
    expect(words.match(/\*\*\w+\*\*:/g)?.length).toBeLessThanOrEqual(25);
  });

  it("is at most 150 lines", () => {
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(150);
  });
});

describe("CONTRIBUTING.md", () => {
  it.each(["codegen", "runtime", "shared"])(
    "is right that test/%s has the folders of the sources",
    (product) => {
      // `wire` holds tests of a whole connection, through several rooms
      const known = new Set([...roomsOf(`src/${product}`), "support", "wire"]);
      expect(roomsOf(`test/${product}`).filter((room) => !known.has(room))).toEqual([]);
    },
  );
});
