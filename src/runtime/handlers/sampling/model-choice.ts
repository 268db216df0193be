import type { CreateMessageRequestParams } from "@modelcontextprotocol/client";

/**
 * Returns the first model in the server's hints that `knows` accepts, else `fallback` (specification, "Model Preferences":
 * hints are advisory).
 */
export function chooseModel(
  params: CreateMessageRequestParams,
  knows: (model: string) => boolean,
  fallback: string,
): string {
  for (const hint of params.modelPreferences?.hints ?? []) {
    if (hint.name !== undefined && knows(hint.name)) return hint.name;
  }
  return fallback;
}
