// Prints the measures of the code base, and fails if one exceeds its bound: node scripts/measures.mjs
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { cruise } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  // build output lies next to the sources
  .filter((path) => path.endsWith(".ts") && !/^runtime[\\/](?:dist|node_modules)[\\/]/.test(path))
  .map((path) => join(root, "src", path));
const sources = files.map((path) =>
  ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true),
);

const lengths = sources.map((source) => source.text.replace(/\n$/, "").split("\n").length);
const functions = sources.flatMap(functionsOf);
const exported = sources.filter(({ fileName }) => !fileName.endsWith("/index.ts")).flatMap(exportsOf);
const documented = exported.filter(({ hasDoc }) => hasDoc);
const long = functions.filter(({ lines }) => lines > 60);
const circles = await circlesOf();
const ambiguous = repeatedNames();

const rows = [
  ["files", files.length],
  ["lines", lengths.reduce((sum, lines) => sum + lines, 0)],
  ["file median", quantile(lengths, 0.5)],
  ["file p90", quantile(lengths, 0.9)],
  ["longest file", Math.max(...lengths), 300, "max"],
  ["functions", functions.length],
  [
    "function median",
    quantile(
      functions.map(({ lines }) => lines),
      0.5,
    ),
  ],
  [
    "function p90",
    quantile(
      functions.map(({ lines }) => lines),
      0.9,
    ),
  ],
  [
    "function p99",
    quantile(
      functions.map(({ lines }) => lines),
      0.99,
    ),
  ],
  ["functions over 60 lines", long.length, 0, "max"],
  ["exports with JSDoc, %", Math.floor((100 * documented.length) / exported.length), 90, "min"],
  ["names of the runtime's main entry", namesOf("src/runtime/index.ts"), 80, "max"],
  ["circles, types counted", circles.length, 0, "max"],
  ["places that define an option", optionTables(), 1, "max"],
  ["file names used over twice", ambiguous.length, 0, "max"],
];
const missed = rows.filter(([, value, bound, kind]) => (kind === "max" ? value > bound : value < bound));
for (const [name, value, bound, kind] of rows) {
  const wanted = bound === undefined ? "" : ` (${kind} ${bound})`;
  console.log(`${name.padEnd(34)} ${String(value).padStart(6)}${wanted}`);
}
for (const { name, file, lines } of long) console.log(`over 60 lines: ${file} ${name} ${lines}`);
for (const [index, lines] of lengths.entries())
  if (lines > 300) console.log(`over 300 lines: ${relative(root, files[index])} ${lines}`);
for (const name of ambiguous) console.log(`used over twice, so put the room's name into it: ${name}`);
for (const circle of circles) console.log(`circle: ${circle}`);
if (process.argv.includes("--strict") && missed.length > 0) process.exitCode = 1;

/** Returns every function of a file with its length in lines. */
function functionsOf(source) {
  const found = [];
  const visit = (node) => {
    if (ts.isFunctionLike(node) && node.body !== undefined) {
      const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line;
      const lines = lineOf(node.getEnd()) - lineOf(node.getStart()) + 1;
      const name = node.name?.getText() ?? node.parent.name?.getText?.() ?? "anonymous";
      found.push({ name, lines, file: relative(root, source.fileName) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Returns the exported declarations of a file and whether each has a comment. */
function exportsOf(source) {
  return source.statements.flatMap((statement) => {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    return [{ hasDoc: ts.getJSDocCommentsAndTags(statement).length > 0 }];
  });
}

/** Counts the names that an entry point exports. */
function namesOf(path) {
  const file = join(root, path);
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    skipLibCheck: true,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file));
  return checker.getExportsOfModule(symbol).length;
}

/** Returns import cycles, counting imports of types. */
async function circlesOf() {
  const { output } = await cruise(
    ["src", "bin"],
    {
      baseDir: root,
      tsPreCompilationDeps: true,
      doNotFollow: { path: "node_modules" },
      exclude: { path: "^(dist|src/runtime/dist|test)" },
      tsConfig: { fileName: join(root, "tsconfig.json") },
      validate: true,
      ruleSet: { forbidden: [{ name: "circle", severity: "error", from: {}, to: { circular: true } }] },
    },
    {},
    { tsConfig: extractTSConfig(join(root, "tsconfig.json")) },
  );
  return output.summary.violations.map(({ from, cycle }) =>
    [from, ...cycle.map(({ name }) => name)].join(" → "),
  );
}

/** Returns how many rooms of the generator declare options; programs that it generates have a few of their own. */
function optionTables() {
  const declares = (text) => /\.option\(\s*"-|new Option\(\s*"-|flag: "-/.test(text);
  const rooms = sources
    .filter(({ fileName, text }) => fileName.startsWith(join(root, "src", "codegen")) && declares(text))
    .map(({ fileName }) => relative(root, fileName).split(sep).slice(0, 3).join("/"));
  return new Set(rooms).size;
}

/** Returns the names of more than two modules, which a list of file names alone cannot tell apart; index.ts is exempt. */
function repeatedNames() {
  const counts = new Map();
  for (const path of files) counts.set(basename(path), (counts.get(basename(path)) ?? 0) + 1);
  return [...counts].filter(([name, count]) => count > 2 && name !== "index.ts").map(([name]) => name);
}

function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
