import type { Given } from "../../options/option-values.js";
import { EXIT, type ExitCode } from "../../../shared/command-line/exit-code.js";
import { onlyServer } from "../shell/address.js";
import { shellHandlers } from "../shell/shell-handlers.js";
import { openSettings } from "../shell/open-settings.js";
import { printText } from "../shell/print-text.js";
import { save, tellUnsaved } from "../shell/save.js";
import { withServer } from "../shell/with-server.js";
import type { Terminal } from "../terminal.js";

/** `read <uri>`. @throws {UsageError} if several servers remain */
export async function runRead(uri: string, given: Given<"read">, terminal: Terminal): Promise<ExitCode> {
  const { settings, output } = await openSettings(given, terminal);
  const use = { settings, output, json: given.json === true, handlers: shellHandlers(output) };
  return await withServer(onlyServer(settings.entries), use, async ({ client, request }) => {
    const { contents, text } = await client.readResource(uri, request);
    const blobs = contents.flatMap((part) =>
      "blob" in part ? [{ mimeType: part.mimeType ?? "application/octet-stream", base64: part.blob }] : [],
    );
    if (given.output !== undefined) await save(given.output, blobs, text, output);
    else if (given.json !== true) tellUnsaved(blobs, output);
    if (given.json === true) output.json(contents);
    else if (given.output === undefined && contents.some((part) => "text" in part)) printText(text, output);
    return EXIT.done;
  });
}
