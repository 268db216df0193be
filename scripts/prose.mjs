// `npm run prose`: idioms that a reader stumbles over, in the documentation, in messages, help and comments (those of templates as
// well), and in titles of tests and of their rows. Each rule names the plain wording.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));

/** An idiom and what to write instead. */
const RULES = [
  [/\b(?:nobody|somebody|anybody)\b/i, "name who it is (the user, a caller, the server), or use the passive"],
  [/\bfor ever\b/i, "forever, or without a limit"],
  [
    /\b(?<!there )(?:is|are|was|were) no (?!longer\b|more\b|less\b|different\b|other\b|way\b)[a-z]+/i,
    "is not a …, must be …",
  ],
  [/\b(?:what becomes of|comes of it|became of)\b/i, "what happens to, the result"],
  [/\bwho (?:asks|gives up|looks|wants)\b/i, "whoever …, the caller that …"],
  [/\bas good as\b/i, "the same as, almost"],
  [/\bin vain\b/i, "without success"],
  [/\bhas no place\b/i, "is not allowed"],
  [/\bnone of (?:ours|its business)\b/i, "unexpected, not from this package"],
  [/\bof its own accord\b/i, "by itself"],
  [/\bnobody in particular\b/i, "an unknown sender"],
  [/\b(?:is|are|was|were) told\b/i, "receives, is notified, learns"],
  [/\banew\b/i, "again"],
  [/\b(?:stands?|stood) (?:under|in (?:its|the|their|another|place))\b/i, "is in, is under, replaces"],
  [/\bany more\b(?! than)/i, "no longer"],
  [/\bhas no (?:meaning|word) for\b/i, "cannot express"],
  [/\b(?:the )?empty text\b/i, "an empty string"],
  [/\bcannot be said\b/i, "cannot be expressed"],
  [
    /\b(?:capitalised|authorise|organisation|colours|behaviour|authorisation)\b/i,
    "American spelling, as in the code",
  ],
];

/** Yields the lines of a page outside code blocks with their numbers; inline code is removed. */
function* ofPage(text) {
  let inCode = false;
  for (const [i, line] of text.split("\n").entries()) {
    if (/^\s*```/.test(line)) inCode = !inCode;
    else if (!inCode) yield [i + 1, line.replace(/`[^`]*`/g, "")];
  }
}

/** Yields the titles of a test file with their lines. */
function* ofTests(text) {
  for (const [i, line] of text.split("\n").entries()) {
    const [, title] =
      /^\s*(?:(?:it|test|describe|suite)(?:\.\w+)*(?:\([^"]*\))?|\]\))\("((?:[^"\\]|\\.)*)"/.exec(line) ?? [];
    if (title !== undefined) yield [i + 1, title];
  }
}

/** Yields the first columns of tables whose title shows them (`it.each([["a row", …]])("%s", …)`) with their lines. */
function* ofRows(text) {
  if (!text.includes(".each")) return;
  const source = ts.createSourceFile("test.ts", text, ts.ScriptTarget.Latest, true);
  const tables = new Map();
  const rows = [];
  const visit = (node) => {
    if (ts.isVariableDeclaration(node)) tables.set(node.name.getText(), node.initializer);
    if (ts.isCallExpression(node) && ts.isCallExpression(node.expression)) rows.push(...rowsOf(node, tables));
    ts.forEachChild(node, visit);
  };
  visit(source);
  for (const row of rows) yield [source.getLineAndCharacterOfPosition(row.getStart()).line + 1, row.text];
}

function rowsOf(
  {
    expression: {
      expression: each,
      arguments: [table],
    },
    arguments: [title],
  },
  tables,
) {
  const isTable = each.name?.text === "each" && title?.text?.includes("%s");
  const list = tables.get(table?.text) ?? table;
  if (!isTable || list === undefined || !ts.isArrayLiteralExpression(list)) return [];
  return list.elements.map((row) => row.elements?.[0] ?? row).filter(ts.isStringLiteralLike);
}

/** Yields the literals of a module that contain a sentence with their lines. */
function* ofModule(text) {
  for (const [i, line] of text.split("\n").entries()) {
    if (/^\s*(?:\*|\/\/|\/\*)/.test(line)) continue;
    for (const [literal] of line
      .replace(/\/\/ .*$/, "")
      .matchAll(/"(?:[^"\\]|\\.)* (?:[^"\\]|\\.)*"|`[^`]* [^`]*`/g))
      yield [i + 1, literal.replace(/\$\{[^}]*\}/g, "")];
  }
}

/** The comments of a module, each line with its number; code in a line is left out. */
function* ofComments(text) {
  for (const [i, line] of text.split("\n").entries()) {
    const [, comment] = /^\s*(?:\*|\/\*\*?|\/\/)(.*)$/.exec(line) ?? /\s\/\/ (.*)$/.exec(line) ?? [];
    if (comment !== undefined) yield [i + 1, comment.replace(/`[^`]*`/g, "")];
  }
}

const files = (...patterns) =>
  execFileSync("git", ["ls-files", ...patterns], { cwd: root, encoding: "utf8" })
    .trim()
    .split("\n");
const pages = files("README.md", "SECURITY.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/*.md");
const modules = files("src/*.ts");
const scripts = files("scripts/*.mjs").filter((path) => path !== "scripts/prose.mjs");
const templates = files("templates/*.ts");
const tests = files("test/*.test.ts");

const found = [
  ...pages.map((path) => [path, ofPage]),
  ...modules.map((path) => [path, ofModule]),
  ...[...modules, ...scripts, ...templates].map((path) => [path, ofComments]),
  ...tests.map((path) => [path, ofTests]),
  ...tests.map((path) => [path, ofRows]),
].flatMap(([path, textsOf]) =>
  [...textsOf(readFileSync(join(root, path), "utf8"))].flatMap(([line, text]) =>
    RULES.flatMap(([idiom, plain]) => {
      const [match] = idiom.exec(text) ?? [];
      return match === undefined ? [] : [`${path}:${line}: "${match}": ${plain}`];
    }),
  ),
);

for (const line of found) console.error(line);
console.log(
  `${pages.length} pages, ${modules.length} modules and the titles and rows of ${tests.length} tests: ${found.length} idioms`,
);
process.exitCode = found.length === 0 ? 0 : 1;
