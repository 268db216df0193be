import type { ImportExtension, ModuleKind, ShortenRules } from "../../plan/index.js";
import { isTarget, type Target } from "../../outputs/output-target.js";
import type * as z from "zod";
import type { OutputSource } from "../../config/output-schemas.js";
import { offeredBy, option } from "../option.js";
import { words } from "../parse-flag.js";

const TARGET = "expected the name of a target, or one made with defineTarget";

/** Options that affect the text of the files. */
export const OUTPUT_ROWS = {
  /** Extension of relative imports. Default: the one that suits the nearest `tsconfig.json`. */
  importExt: option<ImportExtension>()({
    schema: (z) => z.enum(["js", "ts", "none"]),
    flag: "--import-ext <extension>",
    help: "extension of relative imports",
    choices: ["js", "ts", "none"],
    defaultText: "what the nearest tsconfig compiles",
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Module format that the project compiles to: CommonJS has no `import.meta`. Default: the one in the nearest `tsconfig.json` or `package.json`. */
  module: option<ModuleKind>()({
    schema: (z) => z.enum(["esm", "commonjs"]),
    flag: "--module <kind>",
    help: "modules that the project compiles to",
    choices: ["esm", "commonjs"],
    defaultText: "what the nearest tsconfig or package.json says",
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Writes connections into the code; values of `env` and `headers` become environment variable look-ups. Default: false. */
  inlineConfig: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--inline-config",
    help: "write connections into the code, with secrets as environment variable look-ups",
    default: false,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Folder of templates that replace the built-in ones. */
  templates: option<string>()({
    schema: (z) => z.string().min(1),
    isPath: true,
    flag: "--templates <folder>",
    help: "folder of custom templates",
    inLock: "derived",
    commands: offeredBy("generate", "check", "diff", "watch"),
  }),
  /** Your own method names, by `server.tool`: `{ "weather.get_forecast": "forecast" }`. */
  names: option<Readonly<Record<string, string>>>()({
    schema: (z) =>
      z
        .record(z.string().regex(/^.+\..+$/s, 'expected a key of the form "server.tool"'), z.string().min(1))
        .readonly(),
    default: {},
    inLock: true,
    commands: {},
  }),
  /** How much of long descriptions models read, in characters, by `server.tool`: `{ "github.*": { description: 300 } }`. */
  shorten: option<ShortenRules>()({
    schema: (z) =>
      z
        .record(
          z.string().regex(/^.+\..+$/s, 'expected a key of the form "server.tool"'),
          z.strictObject({ description: z.int().min(20).optional() }).readonly(),
        )
        .readonly(),
    default: {},
    inLock: true,
    commands: {},
  }),
  /** Outputs of tools that declare none, by `server.tool`: each a JSON Schema, the path of one, or a zod schema. */
  outputs: option<Readonly<Record<string, OutputSource>>>()({
    schema: (z) =>
      z
        .record(
          z.string().regex(/^.+\..+$/s, 'expected a key of the form "server.tool"'),
          z
            .unknown()
            .refine(
              (value) =>
                ["string", "boolean"].includes(typeof value) || (typeof value === "object" && value !== null),
              "expected a JSON Schema, the path of one, or a zod schema",
            ) as unknown as z.ZodType<OutputSource>,
        )
        .readonly(),
    // the lock stores the schemas, each with its tool
    inLock: "derived",
    commands: {},
  }),
  /** Whether validators check `format`, which JSON Schema treats as an annotation. Default: false. */
  assertFormats: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--assert-formats",
    help: "make validators check the JSON Schema keyword format",
    default: false,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Whether texts with the format `date-time` are `Date`s in the types, and become such in answers. Default: false. */
  dates: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--dates",
    help: "convert strings with the format date-time to Date and back",
    default: false,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** Whether the project's prettier formats the files, if it has a prettier config. Default: true. */
  format: option<boolean>()({
    schema: (z) => z.boolean(),
    flag: "--no-format",
    help: "do not format the files with the project's prettier",
    default: true,
    inLock: true,
    commands: offeredBy("generate"),
  }),
  /** What is generated besides the clients: `tree` (a small file for each tool), `llms` (a text for each server), `fakes` (a typed fake of each server), `cli` (a program with a command for each tool), or your own targets. */
  targets: option<readonly (string | Target)[]>()({
    schema: (z) => z.array(z.union([z.string().min(1), z.custom<Target>(isTarget, TARGET)])).readonly(),
    flag: "--target <names>",
    help: "what to generate in addition to the clients: tree, llms, fakes, cli",
    parse: words,
    default: [],
    inLock: true,
    lockedAs: (targets) =>
      [...new Set(targets.map((target) => (typeof target === "string" ? target : target.name)))].sort(),
    commands: offeredBy("generate"),
  }),
} as const;
