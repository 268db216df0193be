import { canonicalJson } from "../../../shared/json/canonical.js";
import { isJsonObject } from "../../../shared/json/json.js";
import { escapeForCode, replaceInvisible } from "../../../shared/text/invisible.js";
import { packageCommand, quotedWord } from "../../platform/shell-command.js";
import { subjectOf } from "../recorded-call.js";
import type { Question } from "./recorded-answers.js";

/** The default of `fmcp-codegen record --recordings`. */
const USUAL_FOLDER = "recordings";
/** Longer commands are of no use in a message. */
const LONGEST = 2_000;

/** What is known of where a recording came from. */
export interface Origin {
  /** Absent: it was given as lines. */
  readonly folder?: string | undefined;
  readonly server?: string | undefined;
  /** A config, or the URL of the server. Absent: the command looks for a config itself. */
  readonly config?: string | undefined;
}

/** Returns how to record an answer that is missing: for a tool, the command that calls it once. */
export function remedyFor(asked: Question, { folder = USUAL_FOLDER, server, config }: Origin): string {
  const words = commandFor(asked, { folder, server, config });
  const command = words && packageCommand(words);
  if (command !== undefined && command.length <= LONGEST)
    return `Record it: \`${command}\`, or replay with \`record: "new"\`.`;
  return `Record it: run the program with the server itself and \`FMCP_RECORD=${quotedWord(folder)}\`, or replay with \`record: "new"\`.`;
}

function commandFor(
  { method, params }: Question,
  { folder = "", server, config }: Origin,
): readonly string[] | undefined {
  const tool = subjectOf({ params });
  if (method !== "tools/call" || tool === undefined) return undefined;
  // a server that is named by its URL has no other name
  const isNamed = server !== undefined && config?.includes("://") !== true;
  const args = isJsonObject(params["arguments"]) ? params["arguments"] : {};
  return [
    ...["fmcp-codegen", "record", isNamed ? `${server}.${tool}` : tool],
    replaceInvisible(canonicalJson(args), escapeForCode),
    ...(config === undefined ? [] : [config]),
    ...(folder === USUAL_FOLDER ? [] : ["--recordings", folder]),
  ];
}
