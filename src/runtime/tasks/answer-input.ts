import { isJsonObject, type Json } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import type { ClientHandlers, HandlerContext } from "../connection/connection-handlers.js";
import { ProtocolError } from "../errors/protocol-error.js";
import { UnsupportedError } from "../errors/unsupported-error.js";

/**
 * Answers one question of a task (`inputRequests`) with the handler for the same question as a request.
 *
 * @throws {UnsupportedError} when there is no such handler
 */
export async function answerInput(
  request: unknown,
  handlers: ClientHandlers,
  context: HandlerContext,
): Promise<Json> {
  const { method, params } = isJsonObject(request) ? request : {};
  const answer = await ask(String(method), params, handlers, context);
  if (answer !== undefined) return answer as Json;
  const details = { server: context.server, subject: String(method) };
  if (KNOWN.has(method)) {
    const what = `"${show(context.server)}" requests ${show(String(method))}, but the client has no handler for it.`;
    throw new UnsupportedError(`${what} Give one to the client: \`handlers\`.`, details);
  }
  throw new ProtocolError(
    `"${show(context.server)}" requests ${show(String(method))} within a task, which is not an MCP request to a client.`,
    request,
    details,
  );
}

const KNOWN: ReadonlySet<unknown> = new Set(["elicitation/create", "sampling/createMessage", "roots/list"]);

async function ask(
  method: string,
  params: unknown,
  { elicitation, sampling, roots }: ClientHandlers,
  context: HandlerContext,
): Promise<object | undefined> {
  switch (method) {
    case "elicitation/create":
      return elicitation?.handle(params as never, context);
    case "sampling/createMessage":
      return sampling?.handle(params as never, context);
    case "roots/list":
      return roots === undefined ? undefined : { roots: await roots.list(context) };
    default:
      return undefined;
  }
}
