import type * as Sdk from "@modelcontextprotocol/client";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import type { Client } from "../client/client.js";
import { ProtocolError } from "../errors/protocol-error.js";

/** Limits the pages, so that a server cannot keep its client busy forever. */
const MAX_PAGES = 64;

interface Page {
  readonly nextCursor?: string | undefined;
}

/**
 * The part of an SDK client that the SDK's `SkillsClient` calls, implemented by a client of this runtime: requests go through
 * all layers. Names with an underscore are internal to the SDK; tests check that they still exist.
 */
export function asSdkClient(client: Client): Sdk.Client {
  const request = async (
    { method, params }: { method: string; params: JsonObject },
    schema: Sdk.StandardSchemaV1,
    { signal }: Sdk.RequestOptions = {},
  ): Promise<unknown> => {
    const answer = await client.request(method, params, {
      idempotent: true,
      ...(signal !== undefined && { signal }),
    });
    const checked = await schema["~standard"].validate(answer);
    if (checked.issues === undefined) return checked.value;
    const why = checked.issues.map(({ message, path }) => `${(path ?? []).join(".")}: ${message}`).join("; ");
    throw new ProtocolError(`${method} on "${show(client.name)}": ${show(why, 500)}`, answer, {
      server: client.name,
      subject: method,
    });
  };
  const readResource = async (
    params: { uri: string },
    options: Sdk.RequestOptions = {},
  ): Promise<unknown> => {
    const answer = await client.request("resources/read", params, {
      idempotent: true,
      ...(options.signal !== undefined && { signal: options.signal }),
    });
    const contents = isJsonObject(answer) ? answer["contents"] : undefined;
    return { contents: Array.isArray(contents) ? contents.filter(isJsonObject) : [] };
  };
  const seam = {
    getServerCapabilities: () => client.capabilities,
    getNegotiatedProtocolVersion: () => client.protocolVersion,
    request,
    readResource,
    _enforceStrictCapabilities: false,
    _readResource: async (params: { uri: string }, options?: Sdk.RequestOptions) => ({
      result: await readResource(params, options),
      cached: false,
    }),
    _walkPages: walkPages,
  };
  return seam as unknown as Sdk.Client;
}

/** Combines all pages: the first one, with the items of all others. */
async function walkPages<P extends Page, I>(
  _method: string,
  fetchPage: (cursor?: string) => Promise<P>,
  items: (page: P) => I[],
): Promise<P> {
  const first = await fetchPage();
  const seen = new Set<string>();
  let cursor = first.nextCursor;
  while (cursor !== undefined && !seen.has(cursor) && seen.size < MAX_PAGES) {
    seen.add(cursor);
    const page = await fetchPage(cursor);
    items(first).push(...items(page));
    cursor = page.nextCursor;
  }
  return first;
}
