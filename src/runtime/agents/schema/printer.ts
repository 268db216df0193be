import type { Json } from "../../../shared/json/json.js";
import type { Printed } from "./printed.js";
import type { ProviderProfile } from "./profile.js";
import type { All } from "../../../shared/json-schema/schema-shape.js";

/** Limits of one attempt at printing. */
export interface PrintLimits {
  /** Depth of nested objects; anything deeper becomes JSON text. */
  readonly depth: number;
  /** Values of one enum; a longer enum is left out. */
  readonly enumValues: number;
}

/** What the printers of single kinds use of the whole printer. */
export interface Printer {
  readonly profile: ProviderProfile;
  readonly limits: PrintLimits;
  /** Reports a loss at `path`. */
  lose(path: string, message: string): void;
  /** Whether the server's schemas accept `value`. */
  accepts(all: All, value: Json): boolean;
  /** The schema of a value to which `all` apply, nested `depth` objects below the arguments. `optional`: its property may be absent. */
  print(all: All, depth: number, path: string, optional?: boolean): Printed;
  /** A value that the provider's schema cannot describe. */
  jsonText(path: string, what: string, description?: string): Printed;
}
