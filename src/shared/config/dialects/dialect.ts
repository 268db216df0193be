import type { Json, JsonObject } from "../../json/json.js";
import type { Replacement } from "./replacement.js";

/**
 * The unit of a plain number under `timeout`. `small-seconds`: seconds up to an hour, else milliseconds, since clients of both
 * kinds use the same field. `either`: milliseconds, unless that is too short for any call, which is reported.
 */
export type TimeoutUnit = "seconds" | "milliseconds" | "small-seconds" | "either";

/** Reports a problem of an entry that is usable nevertheless. */
export type TakeNote = (field: string, message: string, hint: string) => void;

/** The context of an entry. */
export interface Surroundings {
  /** Its name. */
  readonly key: string;
  readonly document: JsonObject;
  readonly note: TakeNote;
}

/** An entry for a server that cannot be reached from here: why, and what to do. */
export class LeftOut {
  readonly message: string;
  readonly hint: string;

  constructor(message: string, hint: string) {
    this.message = message;
    this.hint = hint;
  }
}

/**
 * How one client stores its servers: everything that is specific to this client. What several have in common (field names,
 * transports, credentials, filters) is in `entry-fields/`.
 */
export interface Dialect {
  /** Name for `--from` and for reports. */
  readonly id: string;
  /** Name of the client. */
  readonly title: string;
  /** The documentation that the reader implements. */
  readonly docs: string;
  /** Its files in a project, as paths from the project's folder. `*` matches any name. */
  readonly project: readonly string[];
  /** Its files in the home folder, on any system. */
  readonly home: readonly string[];
  /**
   * Where it starts the servers of its files in the home folder: in the project that it works in. Default: in the home folder,
   * like a program without a project.
   */
  readonly startsIn?: "project";
  /** The variable in which it tells its servers the folder of the project. */
  readonly folderVariable?: string;
  /** Where its servers are, besides `mcpServers`; the first is where a new file has them. */
  readonly containers?: readonly (readonly string[])[];
  /** Whether a document is this client's, whatever the name of its file. */
  readonly shape?: (document: JsonObject) => boolean;
  /** Fields of an entry that only this client writes. */
  readonly markers?: readonly string[];
  /** Default `either`. */
  readonly timeout?: TimeoutUnit;
  /**
   * Which references it replaces, where that is known. Where it replaces `$VAR`, that is read anywhere in a string; else only as
   * the whole string.
   */
  readonly replaces?: readonly Replacement[];
  /** Whether it does not start a server, according to the rest of the document. */
  readonly isOff?: (key: string, document: JsonObject) => boolean;
  /** Converts this client's own fields to the common ones. */
  readonly rewrite?: (entry: JsonObject, surroundings: Surroundings) => JsonObject | LeftOut;
  /** Reads the servers of a document without named ones: a manifest, a registry's answer. `file` is its name, if known. */
  readonly servers?: (
    document: JsonObject,
    platform: string,
    file: string | undefined,
  ) => readonly (readonly [string, Json | LeftOut])[];
}
