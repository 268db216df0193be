/** The rules of ARCHITECTURE.md, "Who may import whom". */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      // a client stands on backends, and a backend of several servers on those of single ones
      name: "client-on-multi-on-backend",
      severity: "error",
      from: { path: "^src/runtime/(backend|multi)" },
      to: { path: "^src/runtime/client/" },
    },
    {
      name: "one-server-knows-no-other",
      severity: "error",
      from: { path: "^src/runtime/(backend|transforms)" },
      to: { path: "^src/runtime/multi" },
    },
    {
      name: "shared-is-a-leaf",
      severity: "error",
      from: { path: "^src/shared" },
      to: { path: "^src/(runtime|codegen)" },
    },
    {
      name: "runtime-never-imports-codegen",
      severity: "error",
      from: { path: "^src/runtime" },
      to: { path: "^src/codegen" },
    },
    {
      name: "only-introspect-talks-to-servers",
      severity: "error",
      from: {
        path: "^src/codegen",
        pathNot: "^src/codegen/(introspect|cli/(learn|login|mock|record|serve|shell)|watch|runtime\\.ts)",
      },
      to: { path: "^src/runtime", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "codegen-imports-entry-points-of-the-runtime",
      severity: "error",
      from: { path: "^src/codegen" },
      to: { path: "^src/runtime/[^/]+/" },
    },
    {
      name: "emit-imports-plan-and-printer-only",
      severity: "error",
      from: { path: "^src/codegen/emit" },
      to: { path: "^src/codegen", pathNot: "^src/codegen/(emit|plan|printer|schema|model)" },
    },
    {
      name: "pure-stages-do-no-io",
      severity: "error",
      from: { path: "^src/(codegen/(model|schema|plan|printer|emit|outputs|markdown)|shared)" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(crypto|url|util)$" },
    },
    {
      name: "no-generator-packages-in-the-runtime",
      severity: "error",
      from: { path: "^src/(runtime|shared)" },
      to: { path: "node_modules/(ts-morph|prettier|commander|execa|json-schema-to-typescript)/" },
    },
    {
      name: "nothing-from-dev",
      severity: "error",
      from: { path: "^(src|bin)" },
      // the build puts jsonc-parser into both packages; js-tiktoken is an optional peer
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/(js-tiktoken|jsonc-parser|@types/node)/",
      },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|src/runtime/dist|test)" },
  },
};
