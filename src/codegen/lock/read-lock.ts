import * as z from "zod";
import { show } from "../../shared/text/show.js";
import { deeperThan } from "../../shared/json/normal-json.js";
import { LockConflictError, LockInvalidError } from "./lock-errors.js";
import { type LockFile, LOCK_VERSION } from "./lock-file.js";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const schema = z.union([z.boolean(), z.looseObject({})]);
/** The texts of an item that people read. */
const described = { title: z.string().optional(), description: z.string().optional() };

const learned = z.looseObject({
  schema,
  form: z.enum(["json", "lines"]),
  answers: z.number().optional(),
  version: z.string().optional(),
});

/** Deeper than any schema that the limit `depth` allows by default; code that reads a lock is recursive. */
const MAX_NESTING = 500;

/** Validates what makes a lock safe to use: paths and hashes strictly, the rest by shape. */
const lockSchema = z.looseObject({
  lockVersion: z.literal(LOCK_VERSION),
  emitter: z.looseObject({ name: z.literal("fmcp-codegen"), version: z.string() }),
  options: z.record(z.string(), z.unknown()),
  formatter: z.string().optional(),
  seal: hex.optional(),
  // earlier locks had two more digests in each entry
  files: z.record(z.string(), z.looseObject({ sha256: hex })),
  servers: z.record(
    z.string(),
    z.looseObject({
      seal: hex.optional(),
      model: z.looseObject({
        key: z.string(),
        era: z.enum(["legacy", "modern"]),
        protocolVersion: z.string(),
        capabilities: z.looseObject({}),
        clientCapabilities: z.looseObject({}),
        instructions: z.string().optional(),
        serverInfo: z
          .looseObject({ name: z.string(), version: z.string(), title: z.string().optional() })
          .optional(),
        tools: z.array(
          z.looseObject({
            name: z.string(),
            ...described,
            inputSchema: schema,
            outputSchema: schema.optional(),
            learned: learned.optional(),
            annotations: z.looseObject({ title: z.string().optional() }).optional(),
          }),
        ),
        resources: z.array(z.looseObject({ uri: z.string(), name: z.string(), ...described })),
        resourceTemplates: z.array(
          z.looseObject({
            uriTemplate: z.string(),
            name: z.string(),
            ...described,
            mimeType: z.string().optional(),
          }),
        ),
        prompts: z.array(
          z.looseObject({
            name: z.string(),
            ...described,
            arguments: z.array(
              z.looseObject({
                name: z.string(),
                ...described,
                required: z.boolean(),
                schema: schema.optional(),
              }),
            ),
          }),
        ),
        volatile: z.array(z.string()).optional(),
        masked: z.array(z.string()).optional(),
        diagnostics: z.array(
          z.looseObject({
            code: z.string(),
            severity: z.enum(["error", "warning", "info"]),
            subject: z.string(),
            message: z.string(),
          }),
        ),
      }),
    }),
  ),
});

/**
 * Reads the text of a lock.
 *
 * @param path where it came from, for the error
 * @throws {LockConflictError} if a merge left conflict markers in it
 * @throws {LockInvalidError} if it is not a lock of this version
 */
export function readLock(text: string, path: string): LockFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (/^<{7}/m.test(text)) throw new LockConflictError(path, cause);
    throw new LockInvalidError(path, "it is not JSON.", cause);
  }
  if (deeperThan(value, MAX_NESTING))
    throw new LockInvalidError(path, `it is nested more than ${MAX_NESTING} levels deep.`);
  const { success, error } = lockSchema.safeParse(value);
  if (success) return value as LockFile;
  const [issue] = error.issues;
  throw new LockInvalidError(
    path,
    `it is not a lock file of version ${LOCK_VERSION} (at ${show((issue?.path ?? []).join("/") || "its root")}: ${show(issue?.message ?? "")}).`,
  );
}
