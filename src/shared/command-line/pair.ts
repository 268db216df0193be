/** One `name=value` or `name:=json` of a command line, or one flag of a tool's command. */
export interface Pair {
  readonly name: string;
  readonly text: string;
  /** The text is JSON, whatever the schema says. */
  readonly isJson: boolean;
}
