import type { CallToolResult, Server, ServerContext } from "@modelcontextprotocol/server";
import { Once } from "../async/once.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { Client } from "../client/client.js";
import { NotConnectedError } from "../errors/not-connected-error.js";
import type { Subscription } from "../backend/subscriptions/subscription.js";
import type { Upstream } from "./back.js";
import type { Caller } from "./server-options.js";
import { METHODS, toProtocolError, toRequest } from "./requests.js";
import type { Serving } from "./serving.js";
import { knownResult } from "./passed-extensions.js";
import { SessionFront } from "./session-front.js";
import { everyList, tellAll, watch } from "./watch.js";

/** Serves a session of a revision up to 2025-11-25 with a session behind that lives as long. */
export function serveLegacy(
  server: Server,
  serving: Serving,
  caller: Caller,
  capabilities: JsonObject,
): void {
  const front = new SessionFront(server, serving.answerTimeoutMs);
  const upstream = new Once<Upstream>(() =>
    serving.back.open({ era: "legacy", caller }, () => front, server.getClientCapabilities() ?? {}),
  );
  const schemas = new Map<string, JsonObject>();
  let renewSubscriptions = (): void => {};

  const answer: Answer = (method, params, context) =>
    front.during(context, async () => {
      try {
        const { client } = await upstream.get();
        const request = toRequest(method, params, caller, context.mcpReq.signal, () => context);
        const result = knownResult(await serving.answer(client, request), undefined);
        return shaped(server, schemas, request, result);
      } catch (error) {
        throw toProtocolError(error);
      }
    });

  const client = async (): Promise<Client> => (await upstream.get()).client;
  serveRequests(server, capabilities, answer, client);
  if (isJsonObject(capabilities["resources"]) && capabilities["resources"]["subscribe"] === true)
    renewSubscriptions = serveSubscriptions(server, client);

  const lists = everyList(capabilities);
  const follow = (): void => {
    if (Object.keys(lists).length === 0) return;
    upstream
      .get()
      .then(({ client }) => watch(client, lists, server))
      // a caller that has left already needs no report
      .catch((error: unknown) => error instanceof NotConnectedError || serving.report(error));
  };
  server.oninitialized = follow;
  const stop = serving.back.onReplaced(() => {
    const before = upstream.take();
    if (before === undefined) return;
    void front
      .calls()
      .then(async () => (await before).close())
      .catch(serving.report);
    tellAll(lists, server);
    renewSubscriptions();
    follow();
  });
  server.onclose = () => {
    stop();
    upstream
      .take()
      ?.then((taken) => taken.close())
      .catch(serving.report);
  };
}

/** Converts a result for these revisions, by the output schemas that the caller received. */
function shaped(
  server: Server,
  schemas: Map<string, JsonObject>,
  { method, params }: Pick<ReturnType<typeof toRequest>, "method" | "params">,
  result: JsonObject,
): JsonObject {
  if (method === "tools/list") remember(schemas, result);
  if (method !== "tools/call") return result;
  const schema = schemas.get(String(params["name"]));
  return server.projectCallToolResult(result as CallToolResult, schema) as unknown as JsonObject;
}

type Answer = (method: string, params: unknown, context: ServerContext) => Promise<JsonObject>;

/** Serves the requests of the capabilities that the server declares. */
function serveRequests(
  server: Server,
  capabilities: JsonObject,
  answer: Answer,
  client: () => Promise<Client>,
): void {
  for (const [method, capability] of METHODS) {
    if (capability !== "tools" && capabilities[capability] === undefined) continue;
    server.setRequestHandler(
      method as "tools/list",
      ({ params }, context) => answer(method, params, context) as never,
    );
  }
  if (server.getCapabilities().extensions !== undefined)
    server.fallbackRequestHandler = ({ method, params }, context) => answer(method, params, context) as never;
  if (capabilities["logging"] !== undefined)
    server.setRequestHandler("logging/setLevel", async ({ params }) => {
      await (await client()).setLogLevel(params.level);
      return {};
    });
}

/** Returns a function that moves the subscriptions to another client, and reports that their subjects may have changed. */
function serveSubscriptions(server: Server, client: () => Promise<Client>): () => void {
  const held = new Map<string, Promise<Subscription>>();
  const update = (uri: string): void => void server.sendResourceUpdated({ uri }).catch(() => {});
  const subscribe = async (uri: string): Promise<Subscription> =>
    (await client()).subscribeResource(uri, update);
  server.setRequestHandler("resources/subscribe", async ({ params: { uri } }) => {
    const subscription = held.get(uri) ?? subscribe(uri);
    held.set(uri, subscription);
    try {
      await subscription;
    } catch (error) {
      held.delete(uri);
      throw toProtocolError(error);
    }
    return {};
  });
  server.setRequestHandler("resources/unsubscribe", async ({ params: { uri } }) => {
    const subscription = held.get(uri);
    held.delete(uri);
    await (await subscription)?.close();
    return {};
  });
  return () => {
    for (const uri of held.keys()) {
      const subscription = subscribe(uri);
      held.set(uri, subscription);
      // a caller that is notified here reads the resource, and so finds out that it is gone
      subscription.then(
        () => update(uri),
        () => update(uri),
      );
    }
  };
}

/** Records the output schemas that the caller received: in these revisions, they shape answers that are not objects. */
function remember(schemas: Map<string, JsonObject>, { tools }: JsonObject): void {
  schemas.clear();
  for (const tool of Array.isArray(tools) ? tools : [])
    if (isJsonObject(tool) && isJsonObject(tool["outputSchema"]))
      schemas.set(String(tool["name"]), tool["outputSchema"]);
}
