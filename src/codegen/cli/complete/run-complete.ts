import { OptionInvalidError } from "../../config/usage-error.js";
import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { addressOf, itemOf } from "../shell/address.js";
import { openSettings } from "../shell/open-settings.js";
import { printText } from "../shell/print-text.js";
import { withServer } from "../shell/with-server.js";
import type { Pair } from "../../../shared/command-line/pair.js";
import type { Terminal } from "../terminal.js";

/** `complete <ref>`. @throws {UsageError} if no argument is given, or the name is unknown */
export async function runComplete(
  subject: string,
  pairs: readonly Pair[],
  given: Given<"complete">,
  terminal: Terminal,
): Promise<ExitCode> {
  const [argument, ...others] = pairs;
  if (argument === undefined)
    throw new OptionInvalidError("There is no argument to complete.", "Write what is typed so far: city=Os");
  const { settings, output } = await openSettings(given, terminal);
  const address = addressOf(subject, settings.entries);
  const use = { settings, output, json: given.json === true };
  return await withServer(address.server, use, async ({ client, request }) => {
    const isTemplate = address.names.some((name) => name.includes("://"));
    const ref = isTemplate
      ? {
          type: "ref/resource" as const,
          uri: itemOf(
            address,
            "template",
            await client.listResourceTemplates(request),
            ({ uriTemplate }) => uriTemplate,
          ).uriTemplate,
        }
      : {
          type: "ref/prompt" as const,
          name: itemOf(address, "prompt", await client.listPrompts(request), ({ name }) => name).name,
        };
    const context = Object.fromEntries(others.map(({ name, text }) => [name, text]));
    const completion = await client.complete(
      ref,
      { name: argument.name, value: argument.text },
      others.length === 0 ? undefined : context,
      request,
    );
    if (given.json === true) output.json(completion);
    else for (const value of completion.values) printText(value, output);
    return EXIT.done;
  });
}
