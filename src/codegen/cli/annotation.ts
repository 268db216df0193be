/** Where a message belongs in a file. */
export interface Place {
  /** Relative to the root of the repository, so that GitHub finds it. */
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/**
 * Returns the workflow command by which GitHub Actions shows `message` on a commit.
 *
 * The escapes are those of actions/toolkit: without them, a line break in `message` would start another command.
 */
export function annotation(severity: "error" | "warning", message: string, place?: Place): string {
  const { file, line, column } = place ?? {};
  const properties = Object.entries({ file, line, col: column, title: "fmcp-codegen" })
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => `${name}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`,
    );
  return `::${severity} ${properties.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
