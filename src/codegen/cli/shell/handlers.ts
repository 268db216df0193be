import type { HandlerOptions } from "fmcp-runtime";
import type { JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { Output } from "../output.js";
import { fillForm, type Ask } from "./form.js";
import { askAt } from "./person.js";

/** What a server may say and ask while it works: progress and logs are talk, a form is asked for where a person is there. */
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
    elicitation: async (request) => {
      if (request.mode === "url") {
        output.warn(`The server asks you to open ${show(request.url, 2_000)}: ${show(request.message, 500)}`);
        return ask === undefined ? { action: "decline" } : await consent(ask);
      }
      if (ask === undefined) {
        output.warn(
          `The server asks: ${show(request.message, 500)} It was declined: this is not a terminal.`,
        );
        return { action: "decline" };
      }
      return await fillForm(request.message, request.schema as JsonObject, ask, (line) =>
        output.terminal.stderr.write(`${line}\n`),
      );
    },
  };
}

async function consent(ask: Ask): Promise<{ readonly action: "accept" | "decline" }> {
  return { action: /^y/i.test(await ask("Continue when you have done that? [y/N] ")) ? "accept" : "decline" };
}
