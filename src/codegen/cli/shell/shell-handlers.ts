import type { HandlerOptions } from "fmcp-runtime";
import { decline, elicitInTerminal } from "fmcp-runtime/elicitation";
import { show } from "../../../shared/text/show.js";
import type { Output } from "../output.js";
import { askAt } from "./person.js";

/**
 * Returns handlers for what a server may send and ask meanwhile: progress and logs become messages, a form is shown if there
 * is a user to fill it in.
 */
export function shellHandlers(output: Output, ask = askAt(output)): HandlerOptions {
  return {
    onLog: ({ level, logger, data }) => {
      const text = typeof data === "string" ? data : JSON.stringify(data);
      output.say(`[${level}] ${logger === undefined ? "" : `${show(logger)}: `}${show(text, 2_000)}`);
    },
    onProgress: ({ progress, total, message }) => {
      const of = total === undefined ? "" : `/${total}`;
      output.say(`${progress}${of}${message === undefined ? "" : ` ${show(message)}`}`);
    },
    elicitation: (request, context) => {
      const tell = (line: string): void => void output.terminal.stderr.write(`${line}\n`);
      if (ask !== undefined) return elicitInTerminal({ ask, tell })(request, context);
      const page = request.mode === "url" ? ` to open ${show(request.url, 2_000)}` : "";
      output.warn(
        `The server asks${page}: ${show(request.message, 500)} It was declined: this is not a terminal.`,
      );
      return decline;
    },
  };
}
