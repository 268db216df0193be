import { show } from "../../shared/text/show.js";
import { ConfigurationError } from "../errors/configuration-error.js";

/** Checks the limit of one message. @throws {ConfigurationError} unless it is a whole number of bytes from 1, or `Infinity` */
export function checkMessageLimit(value: unknown, option = "maxMessageBytes"): void {
  if (value === undefined || value === Infinity || (Number.isInteger(value) && (value as number) > 0)) return;
  const shown = typeof value === "string" ? `"${show(value)}"` : show(value);
  throw new ConfigurationError(
    `${option}: ${shown} is not a valid size. Give a whole number of bytes, 1 or more.`,
  );
}
