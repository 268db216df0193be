import { show } from "../../shared/text/show.js";
import { didYouMean } from "../../shared/text/suggest.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { FakeOptions } from "./fake-options.js";
import type { AnyHandlers } from "./fake-handlers.js";

const HANDLERS = { tools: 1, resources: 1, templates: 1, prompts: 1 } satisfies Record<keyof AnyHandlers, 1>;
const OPTIONS = { seed: 1, pageSize: 1, lists: 1, handshake: 1, clock: 1 } satisfies Record<
  keyof FakeOptions,
  1
>;

/** @throws {ConfigurationError} for members of the handlers that are none, such as options, and the other way round */
export function checkHandlers(handlers: object, options: object): void {
  for (const key of Object.keys(handlers)) {
    if (Object.hasOwn(HANDLERS, key)) continue;
    if (Object.hasOwn(OPTIONS, key))
      throw new ConfigurationError(
        `A fake takes options after its handlers, and "${key}" is an option: write \`fakeX({ tools: { … } }, { ${key}: … })\`, or \`fakeX({}, { ${key}: … })\`.`,
      );
    throw unknown("handlers", key, Object.keys(HANDLERS));
  }
  for (const key of Object.keys(options))
    if (!Object.hasOwn(OPTIONS, key)) throw unknown("options", key, Object.keys(OPTIONS));
  const { seed, pageSize } = options as FakeOptions;
  if (seed !== undefined && !Number.isFinite(seed))
    throw new ConfigurationError("A fake's seed is a number.");
  if (pageSize !== undefined && !(Number.isInteger(pageSize) && pageSize > 0))
    throw new ConfigurationError("A fake's pageSize is a whole number above 0.");
}

function unknown(place: string, key: string, known: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    `The ${place} of a fake have no "${show(key)}".${didYouMean(key, known)} They are ${known.join(", ")}.`,
  );
}
