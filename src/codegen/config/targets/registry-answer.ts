import { isJsonObject, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { ConfigNotFoundError, ConfigUnreadableError } from "../usage-error.js";

const OFFICIAL = "https://registry.modelcontextprotocol.io";
const TIMEOUT_MS = 15_000;
/** The longest answer that is read. */
const MAX_CHARS = 1_000_000;

/** What a registry says about a server. */
export interface RegistryAnswer {
  /** Its `server.json`. */
  readonly server: JsonObject;
  /** `deprecated` or `deleted`, with the given reason. */
  readonly retired?: string;
}

/**
 * Looks a server up in a registry (`GET /v0.1/servers/{name}/versions/{version}` of the registry's API).
 *
 * @throws {ConfigNotFoundError | ConfigUnreadableError}
 */
export async function askRegistry(
  name: string,
  version: string,
  baseUrl: string = OFFICIAL,
): Promise<RegistryAnswer> {
  const url = `${baseUrl.replace(/\/+$/, "")}/v0.1/servers/${encodeURIComponent(name)}/versions/${encodeURIComponent(version)}`;
  const answer = await ask(url);
  const server = isJsonObject(answer) && isJsonObject(answer["server"]) ? answer["server"] : answer;
  const retired = retirementOf(answer);
  return { server: isJsonObject(server) ? server : {}, ...(retired !== undefined && { retired }) };
}

/**
 * Returns `deprecated` or `deleted` with the given reason; from the registry's `_meta` or, in older answers, from the server
 * itself.
 */
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
