import type { Json } from "../../shared/json/json.js";
import type { Change, ChangePart, Severity, SubjectKind } from "./change.js";

/** Where a change was found, and further facts about it. */
export interface NoteDetails {
  readonly pointer?: string | undefined;
  readonly before?: Json | undefined;
  readonly after?: Json | undefined;
}

/** Records one change of the server being compared. */
export type Note = (
  kind: SubjectKind,
  name: string,
  part: ChangePart,
  severity: Severity,
  rule: string,
  message: string,
  details?: NoteDetails,
) => void;

export function noteFor(server: string, changes: Change[]): Note {
  return (kind, name, part, severity, rule, message, { pointer, before, after } = {}) => {
    changes.push({
      server,
      kind,
      name,
      part,
      severity,
      rule,
      message,
      ...(pointer !== undefined && { pointer }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    });
  };
}
