import type { Ask } from "../../shared/form/fill-form.js";
import { show } from "../../shared/text/show.js";
import { decline, elicitInTerminal, type HandlerOptions } from "../handlers/index.js";

/** Where a command line prints messages, one line each, beside its data. */
export interface Messages {
  /** Prints a message, unless quiet. */
  say(line: string): void;
  /** Prints what the user must see. */
  notice(line: string): void;
  warn(line: string): void;
}

/**
 * Returns handlers for what a server may send and ask meanwhile: progress and logs become messages, a form is shown if there
 * is a user to fill it in (`ask`), and declined otherwise.
 */
export function terminalHandlers(messages: Messages, ask: Ask | undefined): HandlerOptions {
  return {
    onLog: ({ level, logger, data }) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      messages.say(`[${level}] ${logger === undefined ? "" : `${show(logger)}: `}${show(text, 2_000)}`);
    },
    onProgress: ({ progress, total, message }) => {
      const of = total === undefined ? "" : `/${total}`;
      messages.say(`${progress}${of}${message === undefined ? "" : ` ${show(message)}`}`);
    },
    elicitation: (request, context) => {
      if (ask !== undefined)
        return elicitInTerminal({ ask, tell: (line) => messages.notice(line) })(request, context);
      const page = request.mode === "url" ? ` to open ${show(request.url, 2_000)}` : "";
      messages.warn(
        `The server asks${page}: ${show(request.message, 500)} It was declined: this is not a terminal.`,
      );
      return decline;
    },
  };
}
