import type { ServerEdit } from "../../../shared/config/edit/edit-config-text.js";
import type { ParsedConfig } from "../../../shared/config/index.js";
import { show } from "../../../shared/text/show.js";

/** What an edit would spoil, and what to do instead. */
export interface Damage {
  readonly message: string;
  readonly hint: string;
}

/**
 * What is wrong with a config after an edit: the change itself cannot be read back, another server is gone, or there is a
 * fault that was not there. `undefined`: nothing.
 *
 * @param before absent for a new file
 */
export function damageOf(
  before: ParsedConfig | undefined,
  after: ParsedConfig,
  edit: ServerEdit,
): Damage | undefined {
  const isThere = after.servers.some(({ key }) => key === edit.key);
  const lost = before === undefined ? undefined : lostOf(before, after, edit.key);
  if (lost !== undefined) {
    return {
      message: `the server "${show(lost)}" would be lost, since this file can hold only one server`,
      hint: "Name another config, such as --file mcp.json.",
    };
  }
  const known = before?.faults.map(({ message }) => message) ?? [];
  const fault = after.faults.find(
    ({ pointer, message }) =>
      !known.includes(message) &&
      !message.startsWith("No MCP servers") &&
      // Taking one out of a list renames those that have no name.
      (edit.kind === "add" || pointer === ""),
  );
  const byHand = "Change it by hand.";
  if (fault !== undefined) return { message: fault.message.replace(/\.$/, ""), hint: byHand };
  return isThere === (edit.kind === "add")
    ? undefined
    : { message: "the change cannot be read back", hint: byHand };
}

/** The first server but `key`, good or bad, that is no longer there as it was written. */
function lostOf(before: ParsedConfig, after: ParsedConfig, key: string): string | undefined {
  const left = written(after).map(([, raw]) => raw);
  return written(before).find(([name, raw]) => name !== key && !left.includes(raw))?.[0];
}

function written({ servers, rejected }: ParsedConfig): readonly (readonly [string, string])[] {
  const all = [...servers.map(({ key, raw }) => [key, raw] as const), ...Object.entries(rejected)];
  return all.map(([key, raw]) => [key, JSON.stringify(raw)] as const);
}
