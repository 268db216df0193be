import { isLegacyRevision, LEGACY_REVISIONS, type LegacyRevision } from "../../shared/config/protocol.js";
import { isJsonObject } from "../../shared/json/json.js";
import { HttpError } from "../errors/http-error.js";
import { McpError } from "../errors/mcp-error.js";

const DATE = /\b20\d\d-\d\d-\d\d\b/g;

/**
 * Returns the best older revision that a server names when it refuses `initialize`: in `data.supported` of its error, or in the
 * text ("supported versions: 2025-06-18, 2025-03-26"). Returns nothing if it only names the `offered` one, or unknown ones.
 */
export function namedRevision(error: unknown, offered: string | undefined): LegacyRevision | undefined {
  const named = revisionsIn(error);
  const asked = offered ?? LEGACY_REVISIONS[0];
  return LEGACY_REVISIONS.find((revision) => revision !== asked && named.includes(revision));
}

function revisionsIn(error: unknown): readonly string[] {
  if (error instanceof McpError) {
    const { supported, supportedVersions } = isJsonObject(error.data) ? error.data : {};
    const list = [supported, supportedVersions].find(Array.isArray);
    return list?.filter(isLegacyRevision) ?? revisionsInText(error.message);
  }
  return error instanceof HttpError ? revisionsInText(error.body ?? error.message) : [];
}

/** Only texts about versions: a date alone may mean anything. */
function revisionsInText(text: string): readonly string[] {
  return /version|revision|protocol/i.test(text) ? (text.match(DATE) ?? []) : [];
}
