import { styleText } from "node:util";
import { visibleJson } from "../../shared/text/visible-json.js";
import { annotation, type Place } from "./annotation.js";
import type { Terminal } from "./terminal.js";

type Style = Parameters<typeof styleText>[0];

/**
 * Where a command speaks. Data goes to stdout, talk to stderr, one line a message, so that output can be piped.
 *
 * Callers make foreign text visible (`show`) before it comes here: styles are added to it and must survive.
 */
export class Output {
  readonly terminal: Terminal;
  readonly #quiet: boolean;

  /** `quiet`: warnings and errors only. */
  constructor(terminal: Terminal, options: { readonly quiet?: boolean } = {}) {
    this.terminal = terminal;
    this.#quiet = options.quiet ?? false;
  }

  /** What was asked for. */
  data(text: string): void {
    this.terminal.stdout.write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
  }

  /** What was asked for, for scripts: a document, or with no `indent` a line of a stream. Nothing in it is hidden. */
  json(value: unknown, indent = 2): void {
    this.data(visibleJson(value, indent));
  }

  /** News. Not said when quiet. */
  say(line = ""): void {
    if (!this.#quiet) this.terminal.stderr.write(`${line}\n`);
  }

  /** What the user must see, quiet or not. */
  notice(line: string): void {
    this.terminal.stderr.write(`${line}\n`);
  }

  warn(message: string, place?: Place): void {
    this.#report("warning", message, place);
  }

  error(message: string, place?: Place): void {
    this.#report("error", message, place);
  }

  /** `text` in a style where colours are wanted. */
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
