import * as z from "zod";
import { show } from "../../shared/text/show.js";
import { LockInvalidError } from "./errors.js";
import { type LockFile, LOCK_VERSION } from "./lock-file.js";

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const list = z.array(z.looseObject({}));

/** As much of a lock as makes it safe to use: paths and hashes to the letter, the rest in its shape. */
const lockSchema = z.looseObject({
  lockVersion: z.literal(LOCK_VERSION),
  emitter: z.looseObject({ name: z.literal("fmcp-codegen"), version: z.string() }),
  options: z.record(z.string(), z.unknown()),
  formatter: z.string().optional(),
  files: z.record(z.string(), z.looseObject({ sha256: hex, source: hex.optional() })),
  servers: z.record(
    z.string(),
    z.looseObject({
      model: z.looseObject({
        key: z.string(),
        era: z.enum(["legacy", "modern"]),
        protocolVersion: z.string(),
        capabilities: z.looseObject({}),
        clientCapabilities: z.looseObject({}),
        tools: list,
        resources: list,
        resourceTemplates: list,
        prompts: list,
        diagnostics: list,
      }),
    }),
  ),
});

/**
 * Reads the text of a lock.
 *
 * @param path Where it came from, for the error.
 * @throws {LockInvalidError} when it is no lock of this version.
 */
export function readLock(text: string, path: string): LockFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new LockInvalidError(path, /^<{7}/m.test(text) ? "it holds unresolved merge conflicts." : "it is no JSON.", cause);
  }
  const { success, error } = lockSchema.safeParse(value);
  if (success) return value as LockFile;
  const [issue] = error.issues;
  throw new LockInvalidError(path, `it is no lock of version ${LOCK_VERSION} (at ${show((issue?.path ?? []).join("/") || "its root")}: ${show(issue?.message ?? "")}).`);
}
