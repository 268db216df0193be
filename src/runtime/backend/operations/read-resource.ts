import { show } from "../../../shared/text/show.js";
import { InputValidationError } from "../../errors/validation-errors.js";
import { readResourceContent } from "../../results/read-answer.js";
import type { ResourceContent } from "../../results/resource-content.js";
import { traitsOf, metaParams, type RequestOptions } from "../call-options.js";
import type { Requester } from "../requester.js";

/** A scheme and a colon (RFC 3986, 3.1): a stricter check would reject URIs that servers do use. */
const ABSOLUTE = /^[A-Za-z][A-Za-z0-9+.-]*:/;

/** Reads a resource (`resources/read`). The URI is sent exactly as given. */
export async function readResource(
  requester: Requester,
  uri: string | URL,
  options: RequestOptions,
): Promise<ResourceContent> {
  const text = String(uri);
  if (!ABSOLUTE.test(text)) {
    throw new InputValidationError(
      `resource "${show(text)}"`,
      [{ path: ["uri"], message: "must be a URI with a scheme" }],
      {
        server: requester.server,
        subject: text,
      },
    );
  }
  const params = { uri: text, ...metaParams(options) };
  return readResourceContent(
    await requester.send("resources/read", params, traitsOf(options, text, true), options.signal),
    text,
  );
}
