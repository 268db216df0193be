import type { Json, JsonObject } from "../../json/json.js";

/**
 * What a bare number under `timeout` means. `small-seconds`: seconds up to an hour, else milliseconds, as clients of both
 * kinds write the same fields. `either`: milliseconds, unless that is too short for any call, which is told.
 */
export type TimeoutUnit = "seconds" | "milliseconds" | "small-seconds" | "either";

/** What is to be said about an entry that can be used all the same. */
export type TakeNote = (field: string, message: string, hint: string) => void;

/** What surrounds an entry. */
export interface Surroundings {
  /** Its name. */
  readonly key: string;
  readonly document: JsonObject;
  readonly note: TakeNote;
}

/** An entry that is no server which could be reached from here: why, and what to do. */
export class LeftOut {
  readonly message: string;
  readonly hint: string;

  constructor(message: string, hint: string) {
    this.message = message;
    this.hint = hint;
  }
}

/**
 * How one client writes its servers down. Everything that only this client does is said here; what several do (field names,
 * transports, credentials, filters) is in `entry-fields/`.
 */
export interface Dialect {
  /** For `--from` and for reports. */
  readonly id: string;
  /** Name of the client. */
  readonly title: string;
  /** The documentation that the reader follows. */
  readonly docs: string;
  /** Its files in a project, as paths from the project's folder. `*` stands for any name. */
  readonly project: readonly string[];
  /** Its files in the home folder, on any system. */
  readonly home: readonly string[];
  /** Where its servers stand, beside `mcpServers`. */
  readonly containers?: readonly (readonly string[])[];
  /** Whether a document is this client's, whatever its file is called. */
  readonly shape?: (document: JsonObject) => boolean;
  /** Fields of an entry that only this client writes. */
  readonly markers?: readonly string[];
  /** Default `either`. */
  readonly timeout?: TimeoutUnit;
  /** Whether it expands `$NAME` anywhere in a text. Default: only where a text is nothing else. */
  readonly expandsDollar?: boolean;
  /** Names of servers that it does not start, by what the rest of the document says. */
  readonly isOff?: (key: string, document: JsonObject) => boolean;
  /** Puts what only this client writes into common words. */
  readonly rewrite?: (entry: JsonObject, surroundings: Surroundings) => JsonObject | LeftOut;
  /** Servers of a document that lists none by name: a manifest, a registry's answer. `file` is its name, where it has one. */
  readonly servers?: (
    document: JsonObject,
    platform: string,
    file: string | undefined,
  ) => readonly (readonly [string, Json | LeftOut])[];
}
