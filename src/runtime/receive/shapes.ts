import { type Shape, shape } from "./message-shape.js";

/** The optional members of the protocol's objects, for all revisions together (MCP schema.ts). */

const meta: Shape = { optional: ["_meta"] };
const icon: Shape = { optional: ["mimeType", "sizes", "theme"] };
const named: Shape = { optional: ["title", "icons"], lists: { icons: icon } };
const annotated: Shape = {
  optional: ["annotations"],
  objects: { annotations: { optional: ["audience", "priority", "lastModified"] } },
};

export const implementation = shape({ optional: ["description", "websiteUrl"] }, named);

const tool = shape(
  {
    optional: ["description", "outputSchema", "annotations", "execution"],
    objects: {
      annotations: {
        optional: ["title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"],
      },
      execution: { optional: ["taskSupport"] },
    },
  },
  named,
  meta,
);
const prompt = shape(
  {
    optional: ["description", "arguments"],
    lists: { arguments: { optional: ["title", "description", "required"] } },
  },
  named,
  meta,
);
const resource = shape({ optional: ["description", "mimeType", "size"] }, named, annotated, meta);
const resourceTemplate = shape({ optional: ["description", "mimeType"] }, named, annotated, meta);
/** Either `text` or `blob` is present. */
const resourceContents = shape({ optional: ["mimeType", "text", "blob"] }, meta);

/** Every kind of content block; `structuredContent` and `input` are data. */
const block: Shape = shape(
  {
    optional: ["title", "description", "mimeType", "size", "isError"],
    objects: { resource: resourceContents },
    lists: { icons: icon, content: shape({ objects: { resource: resourceContents } }, annotated, meta) },
  },
  annotated,
  meta,
);
/** Content may be one block or several. */
const message = shape({ objects: { content: block }, lists: { content: block } }, meta);

/** `ttl` and `ttlMs` of a task may be null: then it is kept without a limit. */
const task = shape({ optional: ["statusMessage", "pollInterval", "pollIntervalMs", "requestState"] }, meta);

const sampling = shape(
  {
    optional: [
      ...["modelPreferences", "systemPrompt", "includeContext", "temperature", "stopSequences"],
      ...["metadata", "tools", "toolChoice", "task"],
    ],
    objects: {
      modelPreferences: {
        optional: ["hints", "costPriority", "speedPriority", "intelligencePriority"],
        lists: { hints: { optional: ["name"] } },
      },
      toolChoice: { optional: ["mode"] },
    },
    lists: { messages: message, tools: tool },
  },
  meta,
);
const elicitation = shape({ optional: ["mode", "task", "url", "elicitationId"] }, meta);

/** Params of the server's requests and notifications, by method. */
export const paramShapes: ReadonlyMap<string, Shape> = new Map([
  ["sampling/createMessage", sampling],
  ["elicitation/create", elicitation],
  ["notifications/progress", shape({ optional: ["total", "message"] }, meta)],
  ["notifications/message", shape({ optional: ["logger"] }, meta)],
  ["notifications/cancelled", shape({ optional: ["reason", "requestId"] }, meta)],
  ["notifications/tasks/status", task],
  ["notifications/tasks", task],
]);
export const anyParams: Shape = meta;

/** Requests within an answer (2026-07-28, `input_required`). */
const inputRequired: Shape = {
  optional: ["inputRequests", "requestState"],
  maps: { inputRequests: { optional: ["params"], objects: { params: shape({}, sampling, elicitation) } } },
};
const anyAnswer = shape({ optional: ["resultType", "ttlMs", "cacheScope"] }, inputRequired, meta);
const page = shape({ optional: ["nextCursor"] }, anyAnswer);

const toolAnswer = shape(
  {
    optional: ["isError", "content", "task", "statusMessage", "pollInterval", "pollIntervalMs"],
    objects: { task },
    lists: { content: block },
  },
  anyAnswer,
);

const SERVER_INFO = "io.modelcontextprotocol/serverInfo";
const handshake = shape(
  {
    optional: ["instructions"],
    objects: { serverInfo: implementation, _meta: { objects: { [SERVER_INFO]: implementation } } },
  },
  anyAnswer,
);
/** The final result of a task is the answer to its request. */
const taskAnswer = shape({ objects: { task, result: toolAnswer } }, task, toolAnswer);

/** Answers by the requested method. */
const answerShapes: ReadonlyMap<string, Shape> = new Map([
  ["initialize", handshake],
  ["server/discover", handshake],
  ["tools/list", shape({ lists: { tools: tool } }, page)],
  ["prompts/list", shape({ lists: { prompts: prompt } }, page)],
  ["resources/list", shape({ lists: { resources: resource } }, page)],
  ["resources/templates/list", shape({ lists: { resourceTemplates: resourceTemplate } }, page)],
  ["tools/call", toolAnswer],
  ["prompts/get", shape({ optional: ["description"], lists: { messages: message } }, anyAnswer)],
  ["resources/read", shape({ lists: { contents: resourceContents } }, anyAnswer)],
  ["completion/complete", shape({ objects: { completion: { optional: ["total", "hasMore"] } } }, anyAnswer)],
  ["tasks/list", shape({ lists: { tasks: task } }, page)],
  ["tasks/get", taskAnswer],
  ["tasks/result", taskAnswer],
  ["tasks/cancel", taskAnswer],
]);

export function answerShape(method: string): Shape {
  return answerShapes.get(method) ?? anyAnswer;
}
