import type { HandlerContext } from "../../connection/connection-handlers.js";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import { withoutDates } from "./form-dates.js";
import { decideForm } from "./decide.js";
import { decided, decline } from "./decision.js";
import type { ElicitationAnswer, ElicitationDecision, FormElicitation } from "./elicitation-handler.js";
import type { ElicitationOptions } from "./elicitation.js";
import { InvalidAnswerError } from "./invalid-answer-error.js";

/** A schema of the values of a form, from zod or any other Standard Schema library (https://standardschema.dev). */
export interface FormSchema<In, Out> {
  readonly "~standard": {
    readonly types?: { readonly input: In; readonly output: Out } | undefined;
    readonly validate: (value: unknown) => Verdict<Out> | Promise<Verdict<Out>>;
  };
}

type Verdict<T> = { readonly value: T; readonly issues?: undefined } | { readonly issues: readonly Issue[] };

interface Issue {
  readonly message: string;
  readonly path?: readonly unknown[] | undefined;
}

/** Answers a form with its values, or with `decline` or `cancel`. */
export type FormHandler<In> = (
  request: FormElicitation,
  context: HandlerContext,
) => In | ElicitationDecision | Promise<In | ElicitationDecision>;

/**
 * Makes a handler of forms, typed by your schema: what `answer` returns has its type, is completed with the defaults of the
 * server and of your schema, and is checked against both. Support for pages is not declared to the server.
 *
 * ```ts
 * const person = z.object({ name: z.string(), age: z.int().default(30) });
 * const client = new Client(target, { handlers: { elicitation: answerForm(person, () => ({ name: "Ada" })) } });
 * ```
 *
 * @throws {InvalidAnswerError} to the server, for values that violate the schema / /
 */
export function answerForm<In extends object, Out extends object>(
  schema: FormSchema<In, Out>,
  answer: FormHandler<In>,
): ElicitationOptions {
  return {
    modes: ["form"],
    handler: async (request, context) => {
      if (request.mode === "url") return decline;
      const given = (await answer(request, context)) as ElicitationAnswer;
      const decision = decideForm(given, request.schema);
      if (decision.action !== "accept") return decided(decision);
      const verdict = await schema["~standard"].validate(decision.content);
      if (verdict.issues !== undefined) throw new InvalidAnswerError(faultOf(verdict.issues));
      const content = withoutDates(verdict.value, request.schema);
      return decided({ action: "accept", content: JSON.parse(JSON.stringify(content)) as JsonObject });
    },
  };
}

function faultOf(issues: readonly Issue[]): string {
  const texts = issues.map(({ message, path = [] }) => {
    const place = path.map((step) => String(isKey(step) ? step.key : step)).join(".");
    return place === "" ? message : `"${place}": ${message}`;
  });
  return `The answer does not match the schema of \`answerForm\`: ${show(texts.join("; "), 500)}.`;
}

function isKey(step: unknown): step is { readonly key: PropertyKey } {
  return typeof step === "object" && step !== null && "key" in step;
}
