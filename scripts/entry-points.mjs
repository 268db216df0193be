// The entry points of both packages: one row each. `npm run build` writes them into `exports` of each package.json.

/** What is imported as `fmcp-runtime/…`, and the module behind it in `src/runtime`. */
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
  "./multi": "multi",
  "./server": "server",
  "./skills": "skills",
  "./tasks": "tasks",
  "./telemetry": "telemetry",
  "./testing": "testing",
  "./transport": "transport",
  "./internal": "internal",
};

/** What is imported as `fmcp-codegen/…`, and the module behind it in `src/codegen`. */
const CODEGEN = {
  ".": "index",
  "./runtime": "runtime",
};

/** The two packages: where each stands, its sources, what it exports, what it brings along, and the places that it is built for. */
export const PACKAGES = {
  runtime: {
    name: "fmcp-runtime",
    folder: "src/runtime",
    room: "src/runtime",
    entries: RUNTIME,
    modules: [],
    extra: {},
    // what of these is used goes into the chunks, so that an app needs not install them
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

/** Conditions that choose the build for the web. Bun is not among them: it runs the other, processes and files included. */
const WEB_CONDITIONS = ["workerd", "edge-light", "worker", "browser", "deno"];

/** Modules of the runtime that are for Node.js alone. */
export const NODE_ONLY = ["internal"];

/** The module formats that each build comes in. */
export const FORMATS = ["esm", "cjs"];

/** `exports` of a package, as its package.json has it. */
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

/** `typesVersions` of a package: where types are for compilers that know no `exports`. */
export function typesVersionsOf({ room, entries }) {
  const folder = `./dist/cjs/${room.replace("src/", "types/")}`;
  const rows = Object.entries(entries).filter(([path]) => path !== ".");
  return {
    "*": Object.fromEntries(rows.map(([path, module]) => [path.slice(2), [`${folder}/${module}.d.ts`]])),
  };
}
