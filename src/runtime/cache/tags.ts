import type { LayerRequest } from "../layers/layer.js";

/** Returns the tags of an answer: a notification about one of them makes it invalid. */
export function tagsOf(request: LayerRequest): readonly string[] {
  switch (request.method) {
    case "tools/list":
    case "server/discover":
      return ["tools"];
    // A tool that has changed may answer differently.
    case "tools/call":
      return ["tools", "calls"];
    case "resources/list":
    case "resources/templates/list":
      return ["resources"];
    case "resources/read":
      return ["reads", `resource:${String(request.params["uri"])}`];
    case "prompts/list":
    case "prompts/get":
      return ["prompts"];
    default:
      return ["other"];
  }
}

/** Returns the tags that a notification of the server makes invalid. */
export function tagsInvalidatedBy(
  method: string,
  params: Readonly<Record<string, unknown>> | undefined,
): readonly string[] {
  switch (method) {
    case "notifications/tools/list_changed":
      return ["tools"];
    case "notifications/resources/list_changed":
      return ["resources"];
    case "notifications/prompts/list_changed":
      return ["prompts"];
    case "notifications/resources/updated":
      return [`resource:${String(params?.["uri"])}`];
    default:
      return [];
  }
}

/** Every answer has at least one of these. */
export const allTags: readonly string[] = ["tools", "calls", "resources", "reads", "prompts", "other"];
