import { waysOf } from "../../../shared/config/dialects/registry.js";
import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { ConfigNotFoundError, ConfigUnreadableError } from "../usage-error.js";

const OFFICIAL = "https://registry.modelcontextprotocol.io";
const TIMEOUT_MS = 15_000;
/** No description is as long as this. */
const MAX_CHARS = 1_000_000;

/** Where a registry is, and what is known of this machine. */
export interface RegistryContext {
  /** Default: the official registry. */
  readonly registryUrl?: string | undefined;
  /** Told what the registry says against the server, and that its program is missing. */
  readonly note?: (message: string) => void;
  /** Whether a program is installed. */
  readonly isHere: (program: string) => boolean;
}

/**
 * Looks a server up in a registry (`GET /v0.1/servers/{name}/versions/{version}` of the registry's API) and makes an entry
 * of it: its first package whose program is installed, else its first remote, else its first package.
 *
 * @param name as `io.github.owner/name`
 * @param version default the latest
 * @throws {ConfigNotFoundError | ConfigUnreadableError}
 */
export async function registryEntry(
  name: string,
  version = "latest",
  { registryUrl: baseUrl = OFFICIAL, note = () => {}, isHere }: RegistryContext,
): Promise<JsonObject> {
  const url = `${baseUrl.replace(/\/+$/, "")}/v0.1/servers/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  const answer = await ask(url);
  const server = isJsonObject(answer) && isJsonObject(answer["server"]) ? answer["server"] : answer;
  const retired = retirementOf(answer);
  if (retired !== undefined) note(`The registry marks ${show(name)} as ${retired}.`);
  const ways = isJsonObject(server) ? waysOf(server) : [];
  const isReady = ({ command }: JsonObject): boolean => typeof command !== "string" || isHere(command);
  const way = ways.find(isReady) ?? ways[0];
  if (way !== undefined) {
    if (!isReady(way)) note(`${show(name)} needs ${show(way["command"])}, which is not installed here.`);
    return way;
  }
  const kinds = isJsonObject(server) ? packageKinds(server) : [];
  const has =
    kinds.length === 0 ? "" : ` It has packages of the kind ${kinds.map((kind) => show(kind)).join(", ")}.`;
  throw new ConfigUnreadableError(
    `The registry's entry of ${show(name)} names no package or remote that can be used from here.${has}`,
    kinds.includes("mcpb")
      ? "Download its bundle and give the path of the file, or give its command or its URL."
      : "Give its command or its URL instead.",
  );
}

/** `deprecated` or `deleted`, with the reason that is given; in `_meta` of the registry, in older answers in the server itself. */
function retirementOf(answer: unknown): string | undefined {
  if (!isJsonObject(answer)) return undefined;
  const { _meta: meta, server } = answer;
  const official = isJsonObject(meta) ? meta["io.modelcontextprotocol.registry/official"] : undefined;
  for (const each of [official, server, answer]) {
    if (!isJsonObject(each)) continue;
    const { status, statusMessage: reason } = each;
    if (status !== "deprecated" && status !== "deleted") continue;
    return typeof reason === "string" && reason !== ""
      ? `${status}: ${show(reason.replace(/\.$/, ""), 300)}`
      : status;
  }
  return undefined;
}

function packageKinds({ packages }: JsonObject): readonly string[] {
  const kinds = (Array.isArray(packages) ? packages : []).map((each) =>
    isJsonObject(each) ? (each["registryType"] ?? each["registry_type"]) : undefined,
  );
  return [...new Set(kinds.filter((kind) => typeof kind === "string"))];
}

async function ask(url: string): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(url, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { accept: "application/json" },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new ConfigUnreadableError(
      `The registry did not answer: ${show(why)}.`,
      "Check the network, and --registry or MCP_REGISTRY_URL.",
      cause,
    );
  }
  if (response.status === 404)
    throw new ConfigNotFoundError(
      `The registry has no such server: ${show(url, 1_000)}.`,
      "Check its name and version.",
    );
  if (!response.ok)
    throw new ConfigUnreadableError(
      `The registry answered with HTTP ${response.status}: ${show(url, 1_000)}.`,
      "Try again later.",
    );
  const text = await response.text();
  try {
    if (text.length > MAX_CHARS) throw new RangeError(`it is ${text.length} characters long`);
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ConfigUnreadableError(
      `The registry's answer is not JSON: ${show(url, 1_000)}.`,
      "Check --registry or MCP_REGISTRY_URL.",
      cause,
    );
  }
}
