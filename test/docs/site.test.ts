import { expect, it } from "vitest";
import { menuOf, siteText } from "../../scripts/site/pages.mjs";

const FILES = new Set([
  "README.md",
  "SECURITY.md",
  "docs/ci.md",
  "docs/configs.md",
  "src/runtime/CHANGELOG.md",
]);

it.each([
  ["a page next to it", "docs/ci.md", "[x](configs.md#a)", "[x](./configs.md#a)"],
  ["the first page", "docs/ci.md", "[x](../README.md)", "[x](../index.md)"],
  ["a page of docs", "README.md", "[x](docs/ci.md)", "[x](./docs/ci.md)"],
  [
    "a page in another place of the site",
    "README.md",
    "[x](src/runtime/CHANGELOG.md)",
    "[x](./CHANGELOG-runtime.md)",
  ],
  ["a file that is not a page", "docs/ci.md", "see [the sources](../src/codegen)", "see the sources"],
  ["another site", "README.md", "[x](https://example.com/a.md)", "[x](https://example.com/a.md)"],
  ["a place on the page", "README.md", "[x](#start)", "[x](#start)"],
  ["a picture", "README.md", "![x](docs/images/a.svg)", "![x](docs/images/a.svg)"],
])("a link to %s holds on the site", (_what, path, given, want) => {
  expect(siteText(path, given, FILES)).toBe(want);
});

it("the menu has every page of docs, and each page once", () => {
  const texts = new Map([...FILES, "docs/new.md"].map((path) => [path, `# Of ${path}\n`]));
  const items = menuOf(texts).flatMap((group) => group.items);
  expect(items.map(({ link }) => link).sort()).toEqual(
    ["/", "/SECURITY", "/docs/ci", "/docs/configs", "/CHANGELOG-runtime", "/docs/new"].sort(),
  );
  expect(menuOf(texts).at(-1)).toMatchObject({
    text: "More",
    items: [{ text: "Of docs/new.md", link: "/docs/new" }],
  });
});
