import { show } from "../../shared/text/show.js";
import type { ServerModel } from "../model/index.js";
import type { Note } from "./note.js";
import { compareText } from "./pair.js";

/** Compares what a server says about itself. */
export function compareServer(before: ServerModel, after: ServerModel, note: Note): void {
  const { key } = after;
  compareText("server", key, "instructions", before.instructions, after.instructions, note);
  if (before.era !== after.era) {
    const message = `it was read in the ${before.era} era and is now in the ${after.era} one: types may differ although the server did not change`;
    note("server", key, "protocol", "dangerous", "era-changed", message, {
      before: before.protocolVersion,
      after: after.protocolVersion,
    });
  } else if (before.protocolVersion !== after.protocolVersion) {
    const message = `protocol version ${show(before.protocolVersion)} became ${show(after.protocolVersion)}`;
    note("server", key, "protocol", "safe", "protocol-changed", message, {
      before: before.protocolVersion,
      after: after.protocolVersion,
    });
  }
  const [had, has] = ["completions" in before.capabilities, "completions" in after.capabilities];
  if (had && !has)
    note("server", key, "protocol", "breaking", "completions-removed", "it no longer offers completions");
  if (!had && has) note("server", key, "protocol", "safe", "completions-added", "it now offers completions");
}
