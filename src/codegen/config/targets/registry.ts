import { packagesOf, type RegistryWay, waysOf } from "../../../shared/config/dialects/registry.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { ConfigUnreadableError, OptionInvalidError } from "../usage-error.js";
import { askRegistry } from "./registry-answer.js";
import { type Bundle, bundlesOf } from "./registry-bundle.js";

/** How many packages a message names. */
const MAX_NAMED = 10;

/** The registry, the wanted package, and facts about this machine. */
export interface RegistryContext {
  /** Default: the official registry. */
  readonly registryUrl?: string | undefined;
  /** Kind or name of the wanted package, or `remote`. Default: see `registryEntry`. */
  readonly wanted?: string | undefined;
  /** Receives what the registry reports against the server, and that its program is missing. */
  readonly note?: (message: string) => void;
  /** Receives which of several packages was taken. */
  readonly tell?: ((message: string) => void) | undefined;
  /** Whether a program is installed. */
  readonly isHere: (program: string) => boolean;
  /** Fetches and unpacks a bundle, and returns the entry that starts it. */
  readonly unpack: (bundle: Bundle) => Promise<JsonObject>;
}

/**
 * Returns the config entry for a server of a registry: its first package whose program is installed, else its first remote,
 * else its first bundle, else its first package; or the wanted one.
 *
 * @param name as `io.github.owner/name`
 * @param version default the latest
 * @throws {ConfigNotFoundError | ConfigUnreadableError | OptionInvalidError}
 */
export async function registryEntry(
  name: string,
  version = "latest",
  { registryUrl, wanted, note = () => {}, tell = () => {}, isHere, unpack }: RegistryContext,
): Promise<JsonObject> {
  const { server, retired } = await askRegistry(name, version, registryUrl);
  if (retired !== undefined) note(`The registry marks ${show(name)} as ${retired}.`);
  const isWanted = (each: { readonly kind: string; readonly name: string }): boolean =>
    wanted === undefined || wanted === each.kind || wanted === each.name;
  const ways = waysOf(server).filter(isWanted);
  const [bundle] = bundlesOf(server).filter(isWanted);
  const isReady = ({ entry: { command } }: RegistryWay): boolean =>
    typeof command !== "string" || isHere(command);
  const ready = ways.find(isReady);
  if (ready !== undefined) {
    const others = [...ways.filter((way) => way !== ready), ...(bundle === undefined ? [] : [bundle])];
    if (wanted === undefined && others.length > 0)
      tell(`Taken: ${nameOf(ready)}. --package takes another: ${few(others.map(nameOf))}.`);
    return ready.entry;
  }
  if (bundle !== undefined) return await unpack(bundle);
  const [first] = ways;
  if (first === undefined) throw noneOf(name, server, wanted);
  note(`${show(name)} needs ${show(first.entry["command"])}, which is not installed here.`);
  return first.entry;
}

function noneOf(name: string, server: JsonObject, wanted: string | undefined): Error {
  if (wanted !== undefined) {
    const known = [...waysOf(server), ...bundlesOf(server)].map(nameOf);
    return new OptionInvalidError(
      `--package ${show(wanted)}: the registry's entry of ${show(name)} has no such package that can be used from here.`,
      `It has: ${few(known)}.`,
    );
  }
  const kinds = [...new Set(packagesOf(server).map(({ kind }) => kind))];
  const has = kinds.length === 0 ? "" : ` It has packages of the kind ${few(kinds)}.`;
  return new ConfigUnreadableError(
    `The registry's entry of ${show(name)} names no package or remote that can be used from here.${has}`,
    "Give its command or its URL instead.",
  );
}

function nameOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return `${kind} ${name}`;
}

function few(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).map((each) => show(each));
  return `${shown.join(", ") || "none"}${names.length > MAX_NAMED ? `, and ${names.length - MAX_NAMED} more` : ""}`;
}
