/** What a plugin of a formatter may put into a text; the text as it was where the place that it wants is not there. */
export type Injection = readonly [what: string, inject: (text: string) => string, removes?: "removes"];

const EVIL = "globalThis.PWNED = 1";

/** At the end, at the beginning, after the first statement, and within the first function, string, object or comment. */
export const INJECTIONS: readonly Injection[] = [
  ["a statement at the end", (text) => `${text}${EVIL};\n`],
  ["a statement at the beginning", (text) => `${EVIL};\n${text}`],
  ["a statement behind another", (text) => text.replace(/;\n/, `; ${EVIL};\n`)],
  ["a statement in a block", (text) => `${text}{\n  ${EVIL};\n}\n`],
  ["a block of a label", (text) => `${text}a: {\n  ${EVIL};\n}\n`],
  ["an expression with await", (text) => `${text}await import("node:fs");\n`],
  ["an import for its effect", (text) => `import "node:fs";\n${text}`],
  ["an import of a name", (text) => `import { exec } from "node:child_process";\n${text}`],
  ["an import of a type", (text) => `import type { Server } from "node:net";\n${text}`],
  ["an import in CommonJS", (text) => `import fs = require("node:fs");\n${text}`],
  ["a module beside ours", (text) => `${text}export * from "./evil.js";\n`],
  [
    "another module for ours",
    (text) => text.replace(/from "(?:zod|fmcp-runtime[^"]*|\.[^"]*)"/, 'from "evil"'),
  ],
  ["attributes of an import", (text) => text.replace(/(from "[^"]+");/, '$1 with { type: "json" };')],
  ["a variable", (text) => `${text}const evil = (${EVIL});\n`],
  ["a variable that is exported", (text) => `${text}export const evil = fetch("https://evil.invalid");\n`],
  ["a function", (text) => `${text}function evil() {\n  ${EVIL};\n}\n`],
  ["a function that is called", (text) => `${text}(() => {\n  ${EVIL};\n})();\n`],
  ["a class with a block", (text) => `${text}class Evil {\n  static {\n    ${EVIL};\n  }\n}\n`],
  ["an enum", (text) => `${text}enum Evil {\n  A = (() => 1)(),\n}\n`],
  ["a namespace", (text) => `${text}namespace Evil {\n  ${EVIL};\n}\n`],
  ["declarations of all files", (text) => `${text}declare global {\n  var evil: string;\n}\n`],
  ["an export by default", (text) => `${text}export default (${EVIL});\n`],
  [
    "a getter in an object",
    (text) => text.replace(/(= \{|\(\{)\n/, `$1\n  get evil() { return (${EVIL}); },\n`),
  ],
  ["a name that is computed", (text) => text.replace(/(= \{|\(\{)\n/, `$1\n  [String(${EVIL})]: 1,\n`)],
  ["what is spread", (text) => text.replace(/(= \{|\(\{)\n/, "$1\n  ...process.env,\n")],
  ["a string in a template", (text) => text.replace(/"[a-z_]+"/, `\`\${${EVIL}}\``)],
  ["a sequence in place of a string", (text) => text.replace(/(\(|: )"([a-z_]+)"/, `$1(${EVIL}, "$2")`)],
  ["a string that is another", (text) => text.replace(/"(get_forecast|weather)"/, '"steal_secrets"')],
  ["a name by an escape", (text) => `${text}\\u0065val("1");\n`],
  ["a comment for a tool", (text) => `// @ts-nocheck\n${text}`],
  ["a comment that names a map", (text) => `${text}//# sourceMappingURL=https://evil.invalid/x\n`],
  ["the same behind code", (text) => text.replace(/;\n/, "; //# sourceMappingURL=data:,x\n")],
  ["a file by its path", (text) => `/// <reference path="../evil.d.ts" />\n${text}`],
  ["a comment for JSX", (text) => `/** @jsxImportSource evil */\n${text}`],
  ["a line for a shell", (text) => `#!/bin/sh\n${text}`],
  ["the end of a comment", (text) => text.replace(/\/\*\* /, `/** */ ${EVIL}; /** `)],
  ["a directive", (text) => `"use server";\n${text}`],
  ["text that turns around", (text) => text.replace(/\/\*\* /, "/** \u202e")],
  // of a file that is sealed, `check` takes on trust what it lacks; `check --full` does not
  ["nothing at all", () => "", "removes"],
  ["less than the server said", (text) => text.replace(/^ +.*\n(?= +\S)/m, ""), "removes"],
];
