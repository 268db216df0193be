import { HARMLESS, HONOURED } from "../../shared/config/entry-fields/known.js";
import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** Members of a target in code, in addition to the fields of an entry. */
const IN_CODE = {
  command: ["idleTimeoutMs", "logFile", "stderr", "maxMessageBytes", "graceMs", "allowEnv"],
  url: [
    ...["fetch", "fallbackToSse", "maxBodyBytes", "connectTimeoutMs", "pingIntervalMs", "maxMessageBytes"],
    ...["redirects", "cookies"],
  ],
} as const;

/**
 * Rejects unknown members: a misspelled one would start a command without arguments, or omit a header.
 * @throws {ConfigurationError} naming the member, and what was probably meant
 */
export function checkMembers(kind: "command" | "url", members: Readonly<Record<string, unknown>>): void {
  const known = [...HONOURED, ...IN_CODE[kind]];
  const unknown = Object.keys(members).find(
    (name) => members[name] !== undefined && !known.includes(name) && !HARMLESS.has(name),
  );
  if (unknown === undefined) return;
  throw new ConfigurationError(
    `A target with \`${kind}\` has no member "${show(unknown)}".${didYouMean(unknown, known)} Correct or remove it.`,
  );
}
