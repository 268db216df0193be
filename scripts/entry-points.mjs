// The entry points of both packages, one row each. `npm run build` writes them to `exports` in each package.json.

/** The import paths below `fmcp-runtime/` and their modules in `src/runtime`. */
const RUNTIME = {
  ".": "index",
  "./validators": "validators",
  "./agents": "agents",
  "./auth": "auth",
  "./elicitation": "elicitation",
  "./extensions": "extensions",
  "./sampling": "sampling",
  "./search": "search",
  "./balance": "balance",
  "./batch": "batch",
  "./cli": "cli",
  "./multi": "multi",
  "./server": "server",
  "./skills": "skills",
  "./tasks": "tasks",
  "./telemetry": "telemetry",
  "./testing": "testing",
  "./transport": "transport",
  "./internal": "internal",
};

/** The import paths below `fmcp-codegen/` and their modules in `src/codegen`. */
const CODEGEN = {
  ".": "index",
  "./runtime": "runtime",
};

/** The two packages: their folder, sources, exports, inlined dependencies and target platforms. */
export const PACKAGES = {
  runtime: {
    name: "fmcp-runtime",
    folder: "src/runtime",
    room: "src/runtime",
    entries: RUNTIME,
    modules: [],
    extra: {},
    // the parts of these that are used are inlined into the chunks, so that an app need not install them
    inlined: [
      ...["fastest-levenshtein", "ipaddr.js", "jsonc-parser", "lru-cache", "minisearch", "porter2"],
      ...["set-cookie-parser", "signal-exit", "smol-toml", "yaml"],
    ],
    place: "both",
  },
  codegen: {
    name: "fmcp-codegen",
    folder: ".",
    room: "src/codegen",
    entries: CODEGEN,
    // started by bin/, imported by no one else
    modules: ["cli/main"],
    extra: { "./schema/*.json": "./schema/*.json" },
    inlined: ["jsonc-parser"],
    place: "node",
  },
};

/**
 * Conditions that select the build for the web. Bun is not among them: it runs the Node.js build, which can start processes and
 * read files.
 */
const WEB_CONDITIONS = ["workerd", "edge-light", "worker", "browser", "deno"];

/** Modules of the runtime for Node.js only. */
export const NODE_ONLY = ["cli", "internal"];

/** The module formats of each build. */
export const FORMATS = ["esm", "cjs"];

/** How modules of each format are named: by their names alone, all of a package share the `imports` of its package.json. */
export const EXTENSIONS = { esm: ".js", cjs: ".cjs" };

/** The folder of a package's build in which its entry points are. */
export function builtTo({ place }, format) {
  return place === "both" ? format : `${format}/${place}`;
}

/** Returns the `exports` of a package, as written to its package.json. */
export function exportsOf(row) {
  const types = row.room.replace("src/", "types/");
  const of = (format, module) => ({
    types: `./dist/${format}/${types}/${module}.d.ts`,
    default: `./dist/${builtTo(row, format)}/${module}${EXTENSIONS[format]}`,
  });
  const rows = Object.entries(row.entries).map(([path, module]) => [
    path,
    { import: of("esm", module), require: of("cjs", module) },
  ]);
  return { ...Object.fromEntries(rows), ...row.extra, "./package.json": "./package.json" };
}

/** Returns the `imports` of a package: where the modules with two forms are. */
export function importsOf({ place }) {
  if (place !== "both") return undefined;
  const of = (platform) => ({
    require: `./dist/cjs/${platform}/*${EXTENSIONS.cjs}`,
    default: `./dist/esm/${platform}/*${EXTENSIONS.esm}`,
  });
  const web = WEB_CONDITIONS.map((condition) => [condition, of("web")]);
  return { "#*": { ...Object.fromEntries(web), default: of("node") } };
}

/** Returns the `typesVersions` of a package, for compilers that do not read `exports`. */
export function typesVersionsOf({ room, entries }) {
  const folder = `./dist/cjs/${room.replace("src/", "types/")}`;
  const rows = Object.entries(entries).filter(([path]) => path !== ".");
  return {
    "*": Object.fromEntries(rows.map(([path, module]) => [path.slice(2), [`${folder}/${module}.d.ts`]])),
  };
}
