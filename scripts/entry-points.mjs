// The entry points of both packages: one row each. `npm run build` writes them into `exports` of each package.json.

/** What is imported as `fmcp-runtime/…`, and the module behind it in `src/runtime`. */
const RUNTIME = {
  ".": "index",
  "./validators": "validators",
  "./auth": "auth",
  "./sampling": "sampling",
  "./balance": "balance",
  "./batch": "batch",
  "./multi": "multi",
  "./skills": "skills",
  "./tasks": "tasks",
  "./telemetry": "telemetry",
  "./transport": "transport",
  "./internal": "internal",
};

/** What is imported as `fmcp-codegen/…`, and the module behind it in `src/codegen`. */
const CODEGEN = {
  ".": "index",
  "./runtime": "runtime",
};

/** The two packages: where each stands, its sources, and what it exports. */
export const PACKAGES = {
  runtime: {
    name: "fmcp-runtime",
    folder: "src/runtime",
    room: "src/runtime",
    entries: RUNTIME,
    modules: [],
    extra: {},
  },
  codegen: {
    name: "fmcp-codegen",
    folder: ".",
    room: "src/codegen",
    entries: CODEGEN,
    // started by bin/, imported by no one else
    modules: ["cli/main"],
    extra: { "./schema/*.json": "./schema/*.json" },
  },
};

/** `exports` of a package, as its package.json has it. */
export function exportsOf({ room, entries, extra }) {
  const folder = room.replace(/^src/, "./dist");
  const rows = Object.entries(entries).map(([path, module]) => [
    path,
    { types: `${folder}/${module}.d.ts`, default: `${folder}/${module}.js` },
  ]);
  return { ...Object.fromEntries(rows), ...extra, "./package.json": "./package.json" };
}

/** `typesVersions` of a package: where types are for compilers that know no `exports`. */
export function typesVersionsOf({ room, entries }) {
  const folder = room.replace(/^src/, "./dist");
  const rows = Object.entries(entries).filter(([path]) => path !== ".");
  return {
    "*": Object.fromEntries(rows.map(([path, module]) => [path.slice(2), [`${folder}/${module}.d.ts`]])),
  };
}
