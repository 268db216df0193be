import * as z from "zod";
import type { ConfigFault } from "../../shared/config/fault.js";
import { pointerTo } from "../../shared/config/fault.js";
import { show } from "../../shared/text/show.js";
import type { FmcpConfig } from "../config/define-config.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { LIMIT_NAMES } from "../model/limits.js";
import { CONFIG_KEYS, OPTION_ROWS } from "./option-values.js";
import { withoutUndefined } from "./without-undefined.js";

const KNOWN = ["$schema", ...CONFIG_KEYS];

/** What an options file may contain; the published JSON Schema is generated from it. */
export const configSchema: z.ZodType<FmcpConfig> = z
  .strictObject({
    $schema: z.string(),
    ...Object.fromEntries(
      OPTION_ROWS.flatMap(([key, { schema }]) => (schema === undefined ? [] : [[key, schema(z)]])),
    ),
  })
  .partial() as unknown as z.ZodType<FmcpConfig>;

/** Returns the value of an `fmcp.config` file, or its faults, each with its JSON pointer. */
export function readOptions(
  value: unknown,
): { readonly options: FmcpConfig } | { readonly faults: readonly ConfigFault[] } {
  const parsed = configSchema.safeParse(value);
  // absent keys stay absent: `partial` only adds `undefined` if the file wrote it
  if (parsed.success) return { options: withoutUndefined(parsed.data) };
  return { faults: parsed.error.issues.flatMap(faultsOf) };
}

function faultsOf(issue: z.core.$ZodIssue): ConfigFault[] {
  const pointer = pointerTo("", ...issue.path.map(String));
  if (issue.code !== "unrecognized_keys") {
    return [{ pointer, message: `${show(issue.message)}.`, hint: "See the type FmcpConfig, or --help." }];
  }
  const known = issue.path[0] === "limits" ? LIMIT_NAMES : KNOWN;
  return issue.keys.map((key) => ({
    pointer: pointerTo(pointer, key),
    message: `unknown option "${show(key)}".${didYouMean(key, known)}`,
    hint: `Known: ${known.join(", ")}.`,
  }));
}
