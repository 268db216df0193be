import { styleText } from "node:util";
import { visibleJson } from "../../shared/text/visible-json.js";
import { annotation, type Place } from "./annotation.js";
import type { Terminal } from "./terminal.js";

type Style = Parameters<typeof styleText>[0];

/**
 * The output of a command. Data goes to stdout, messages to stderr, one line each, so that output can be piped.
 *
 * Callers escape foreign text (`show`) before passing it here, because the styles added later must survive.
 */
export class Output {
  readonly terminal: Terminal;
  readonly #quiet: boolean;

  /** `quiet`: prints warnings and errors only. */
  constructor(terminal: Terminal, options: { readonly quiet?: boolean } = {}) {
    this.terminal = terminal;
    this.#quiet = options.quiet ?? false;
  }

  /** Prints what was asked for. */
  data(text: string): void {
    this.terminal.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
  }

  /**
   * Prints what was asked for as JSON for scripts: a document, or one line of a stream if there is no `indent`.
   * Nothing in it is escaped for display.
   */
  json(value: unknown, indent = 2): void {
    this.data(visibleJson(value, indent));
  }

  /** Prints a message, unless quiet. */
  say(line = ""): void {
    if (!this.#quiet) this.terminal.stderr.write(`${line}\n`);
  }

  /** Prints what the user must see, quiet or not. */
  notice(line: string): void {
    this.terminal.stderr.write(`${line}\n`);
  }

  warn(message: string, place?: Place): void {
    this.#report("warning", message, place);
  }

  error(message: string, place?: Place): void {
    this.#report("error", message, place);
  }

  /** Returns `text` in a style, if colors are wanted. */
  style(style: Style, text: string): string {
    return this.terminal.colours ? styleText(style, text) : text;
  }

  #report(severity: "warning" | "error", message: string, place: Place | undefined): void {
    const label = this.style([severity === "error" ? "red" : "yellow", "bold"], `${severity}:`);
    const annotated =
      this.terminal.env["GITHUB_ACTIONS"] === "true" ? `${annotation(severity, message, place)}\n` : "";
    this.terminal.stderr.write(`${label} ${message}\n${annotated}`);
  }
}
