import { type Ask, confirmPage, fillForm } from "../../../shared/form/fill-form.js";
import { host } from "../../platform/host.js";
import { askPerson } from "./ask-person.js";
import { decided, decline } from "./decision.js";
import type { ElicitationHandler } from "./elicitation-handler.js";

/** How `elicitInTerminal` reaches the person. */
export interface TerminalOptions {
  /** Asks one question, and resolves to the input. Default: the terminal of the process. */
  readonly ask?: Ask;
  /** Prints a line. Default: standard error. */
  readonly tell?: (line: string) => void;
}

/**
 * Makes a handler that asks the person at the terminal, one question at a time: forms field by field, with the server's
 * defaults and until each value matches its schema; pages by their address. Without a terminal, declines everything.
 *
 * ```ts
 * const client = new Client(target, { handlers: { elicitation: elicitInTerminal() } });
 * ```
 */
export function elicitInTerminal({
  ask = askPerson(),
  tell = line,
}: TerminalOptions = {}): ElicitationHandler {
  if (ask === undefined) return () => decline;
  return (request, { signal }) => {
    const asked: Ask = (question) => ask(question, signal);
    return inTurn(async () => {
      signal.throwIfAborted();
      return decided(
        request.mode === "url"
          ? await confirmPage(request, asked, tell)
          : await fillForm(request.message, request.schema, asked, tell),
      );
    });
  };
}

let last: Promise<unknown> = Promise.resolve();

/** Runs questions in turn, since all handlers share the terminal. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}

function line(text: string): void {
  host.tell(`${text}\n`);
}
