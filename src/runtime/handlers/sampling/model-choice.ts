import type { CreateMessageRequestParams } from "@modelcontextprotocol/client";

/** The first model that the server hints at and `knows` accepts, else `fallback` (specification, "Model Preferences": hints are advice). */
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
