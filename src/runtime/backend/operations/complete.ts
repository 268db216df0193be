import { UnsupportedError } from "../../errors/unsupported-error.js";
import { show } from "../../../shared/text/show.js";
import type { Completion } from "../../results/completion.js";
import { readCompletion } from "../../results/read-answer.js";
import { traitsOf, metaParams, type RequestOptions } from "../call-options.js";
import { connected } from "../connected.js";
import type { Requester } from "../requester.js";

/** The subject of a completion: an argument of a prompt, or a variable of a resource template. */
export type CompletionRef =
  | { readonly type: "ref/prompt"; readonly name: string }
  | { readonly type: "ref/resource"; readonly uri: string };

/** Requests suggestions for one argument (`completion/complete`); `context` contains the arguments that are already set. */
export async function complete(
  requester: Requester,
  ref: CompletionRef,
  argument: { readonly name: string; readonly value: string },
  context: Readonly<Record<string, string>> | undefined,
  options: RequestOptions,
): Promise<Completion> {
  const subject = ref.type === "ref/prompt" ? ref.name : ref.uri;
  const { session, left } = await connected(requester, "completion/complete", options);
  const { capabilities } = session.info;
  if (capabilities["completions"] === undefined) {
    throw new UnsupportedError(`"${show(requester.server)}" offers no completions.`, {
      server: requester.server,
      subject,
    });
  }
  const params = {
    ref,
    argument,
    ...(context !== undefined && { context: { arguments: context } }),
    ...metaParams(options),
  };
  const answer = await requester.send(
    "completion/complete",
    params,
    traitsOf(left, subject, true),
    options.signal,
  );
  return readCompletion(answer, () => `completion of "${show(argument.name)}"`);
}
