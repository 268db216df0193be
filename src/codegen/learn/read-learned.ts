import * as z from "zod";
import { byCodeUnit } from "../../shared/json/canonical.js";
import { deeperThan } from "../../shared/json/normal-json.js";
import { show } from "../../shared/text/show.js";
import { visibleJson } from "../../shared/text/visible-json.js";
import { UsageError } from "../config/usage-error.js";
import { LEARNED_VERSION, type LearnedFile, type LearnedTool } from "./learned-file.js";

/** Deeper than any schema that the limit `depth` allows by default. */
const MAX_NESTING = 500;

const fileSchema = z.looseObject({
  learnedVersion: z.literal(LEARNED_VERSION),
  servers: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        answers: z.int().min(0),
        version: z.string().optional(),
        form: z.enum(["json", "lines"]).optional(),
        digest: z.string().optional(),
        schema: z.union([z.boolean(), z.looseObject({})]),
      }),
    ),
  ),
});

/** `mcp.learned.json` cannot be used as it is. */
export class LearnedInvalidError extends UsageError {
  constructor(path: string, problem: string, cause?: unknown) {
    super(
      "LEARNED_INVALID",
      `${show(path, 1_000)}: ${problem}`,
      "Correct it, restore it from version control, or delete it and run: fmcp-codegen learn.",
      { cause },
    );
  }
}

/**
 * Reads the text of `mcp.learned.json`.
 *
 * @param path where it came from, for the error
 * @throws {LearnedInvalidError} if it is not such a file
 */
export function readLearned(text: string, path: string): LearnedFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LearnedInvalidError(path, "it is not JSON.", cause);
  }
  if (deeperThan(value, MAX_NESTING))
    throw new LearnedInvalidError(path, `it is nested more than ${MAX_NESTING} levels deep.`);
  const { success, error } = fileSchema.safeParse(value);
  if (success) return value as LearnedFile;
  const [issue] = error.issues;
  const place = show((issue?.path ?? []).join("/") || "its root", 200);
  throw new LearnedInvalidError(path, `at ${place}: ${show(issue?.message ?? "")}.`);
}

/**
 * Returns the text of the file: servers and tools in code-unit order, schemas unchanged, invisible characters
 * escaped.
 */
export function serializeLearned({ servers }: LearnedFile): string {
  const sorted = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
    Object.entries(record).sort(([a], [b]) => byCodeUnit(a, b));
  const filled = sorted(servers).filter(([, tools]) => Object.keys(tools).length > 0);
  const ordered = filled.map(([server, tools]) => [
    server,
    Object.fromEntries(sorted(tools).map(([name, tool]) => [name, orderedTool(tool)])),
  ]);
  return `${visibleJson({ learnedVersion: LEARNED_VERSION, servers: Object.fromEntries(ordered) })}\n`;
}

function orderedTool({ answers, version, form, digest, schema, ...others }: LearnedTool): object {
  return {
    answers,
    ...(version !== undefined && { version }),
    ...(form !== undefined && { form }),
    ...(digest !== undefined && { digest }),
    ...others,
    schema,
  };
}
