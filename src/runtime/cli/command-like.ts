/** The part of commander's `Command` (12 or later) that is used. */
export interface CommandLike {
  command(name: string): CommandLike;
  name(name: string): unknown;
  description(text: string): unknown;
  argument(name: string, description: string): unknown;
  option(flags: string, description: string): unknown;
  on(event: string, listener: (value: unknown) => void): unknown;
  /** `run` gets the arguments that the command declares. */
  action(run: (...args: unknown[]) => Promise<void> | void): unknown;
  opts(): Record<string, unknown>;
  addHelpText(position: "after", text: string): unknown;
  enablePositionalOptions(): unknown;
  allowExcessArguments(allow: boolean): unknown;
  exitOverride(): unknown;
  configureOutput(output: {
    writeOut?(text: string): void;
    writeErr?(text: string): void;
    outputError?(text: string): void;
  }): unknown;
  parseAsync(argv: readonly string[], options: { from: "user" }): Promise<unknown>;
}
