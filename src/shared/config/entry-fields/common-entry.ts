import type { JsonObject } from "../../json/json.js";
import { type Dialect, LeftOut, type Surroundings } from "../dialects/index.js";
import { withCommonCredentials } from "./credentials.js";
import { withCommonFilters } from "./filters.js";
import { replacesDollar } from "../dialects/replacement.js";
import { noteReferences } from "./reference-notes.js";
import { isShellScript, withReferences } from "./references.js";
import { withCommonNames } from "./rename.js";
import { withTimeoutMs } from "./timeout.js";
import { withSplitCommand } from "./command-words.js";

/** Converts any client's entry to this project's fields, with its variables unresolved; or returns why it cannot be used. */
export function commonEntry(
  entry: JsonObject,
  dialect: Dialect,
  surroundings: Surroundings,
): JsonObject | LeftOut {
  const { note } = surroundings;
  const own = dialect.rewrite?.(entry, surroundings) ?? entry;
  if (own instanceof LeftOut) return own;
  noteReferences(own, dialect, note);
  const named = withSplitCommand(withCommonNames(own));
  const filtered = withCommonFilters(withCommonCredentials(named, note));
  const timed = withTimeoutMs(filtered, dialect.timeout ?? "either", note);
  const dollarIn = (field: string): boolean => replacesDollar(dialect.replaces, field);
  return withReferences(timed, { dollarIn, shell: isShellScript(timed) });
}
