import { show } from "../../shared/text/show.js";
import type { ToolDrift } from "./on-drift.js";

/**
 * Describes what happened to a tool, in a sentence. `unavailable`: capabilities that the generator declares and this client
 * does not.
 */
export function describeDrift({ kind, hints }: ToolDrift, unavailable: readonly string[]): string {
  if (kind === "added") return "it is listed, but this code was generated without it.";
  if (kind === "changed") {
    const parts = hints.length === 0 ? "" : `, including ${hints.map((hint) => show(hint)).join(" and ")}`;
    return `its definition no longer matches the one that this code was generated from${parts}.`;
  }
  const because =
    unavailable.length === 0
      ? ""
      : ` (it may be available only to clients with handlers for ${unavailable.join(", ")}, which this client does not have)`;
  return `the server no longer lists it${because}.`;
}
