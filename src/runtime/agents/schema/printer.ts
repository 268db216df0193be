import type { Json } from "../../../shared/json/json.js";
import type { Printed } from "./printed.js";
import type { ProviderProfile } from "./profile.js";
import type { All } from "../../../shared/json-schema/shape.js";

/** What one try at printing may use up. */
export interface PrintLimits {
  /** Objects within objects; what lies deeper is JSON text. */
  readonly depth: number;
  /** Values of one enum; a longer one is left out. */
  readonly enumValues: number;
}

/** What the printers of single kinds need of the whole. */
export interface Printer {
  readonly profile: ProviderProfile;
  readonly limits: PrintLimits;
  /** Says what is lost at `path`. */
  lose(path: string, message: string): void;
  /** Whether the server's schemas accept `value`. */
  accepts(all: All, value: Json): boolean;
  /** The schema of a value for which `all` hold, `depth` objects below the arguments. */
  print(all: All, depth: number, path: string): Printed;
  /** A value that the provider's schema cannot describe. */
  jsonText(path: string, what: string, description?: string): Printed;
}
