// The entry points of both packages, one row each. `npm run build` writes them to `exports` in each package.json.

/** The import paths below `fmcp-runtime/` and their modules in `src/runtime`. */
const RUNTIME = {
  ".": "index",
  "./validators": "validators",
  "./agents": "agents",
  "./auth": "auth",
  "./elicitation": "elicitation",
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
    places: ["web", "node"],
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
    places: ["node"],
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

/** Returns the `exports` of a package, as written to its package.json. */
export function exportsOf({ entries, extra, places, room }) {
  const types = room.replace("src/", "types/");
  const rows = Object.entries(entries).map(([path, module]) => {
    const of = (place) => ({
      import: { types: `./dist/esm/${types}/${module}.d.ts`, default: `./dist/esm/${place}/${module}.js` },
      require: { types: `./dist/cjs/${types}/${module}.d.ts`, default: `./dist/cjs/${place}/${module}.js` },
    });
    const web =
      places.includes("web") && !NODE_ONLY.includes(module)
        ? WEB_CONDITIONS.map((condition) => [condition, of("web")])
        : [];
    return [path, { ...Object.fromEntries(web), ...of("node") }];
  });
  return { ...Object.fromEntries(rows), ...extra, "./package.json": "./package.json" };
}

/** Returns the `typesVersions` of a package, for compilers that do not read `exports`. */
export function typesVersionsOf({ room, entries }) {
  const folder = `./dist/cjs/${room.replace("src/", "types/")}`;
  const rows = Object.entries(entries).filter(([path]) => path !== ".");
  return {
    "*": Object.fromEntries(rows.map(([path, module]) => [path.slice(2), [`${folder}/${module}.d.ts`]])),
  };
}
