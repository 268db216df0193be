import { UnsupportedError } from "../../errors/unsupported-error.js";
import { show } from "../../../shared/text/show.js";
import type { Completion } from "../../results/completion.js";
import { readCompletion } from "../../results/read-answer.js";
import { traitsOf, metaParams, type RequestOptions } from "../call-options.js";
import type { Requester } from "../requester.js";

/** What a completion is for: an argument of a prompt, or a variable of a resource template. */
export type CompletionRef =
  | { readonly type: "ref/prompt"; readonly name: string }
  | { readonly type: "ref/resource"; readonly uri: string };

/** Asks for values of one argument (`completion/complete`); `context` holds what other arguments are already set to. */
export async function complete(
  requester: Requester,
  ref: CompletionRef,
  argument: { readonly name: string; readonly value: string },
  context: Readonly<Record<string, string>> | undefined,
  options: RequestOptions,
): Promise<Completion> {
  const subject = ref.type === "ref/prompt" ? ref.name : ref.uri;
  const { capabilities } = (await requester.session(options.signal)).info;
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
    traitsOf(options, subject, true),
    options.signal,
  );
  return readCompletion(answer, () => `completion of "${show(argument.name)}"`);
}
