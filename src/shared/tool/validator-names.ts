/** Names of the validators of one tool. */
export interface ValidatorNames {
  readonly input: string;
  /** Absent: its output is not checked. */
  readonly output?: string;
}

/**
 * Returns the names of a tool's validators. Generated code omits names that follow from the tool's name: `getForecastInput`
 * checks the input of `get_forecast`, and `getForecastOutput` its output if `output` is `true`.
 */
export function validatorNamesOf(
  tool: string,
  { input, output }: { readonly input?: string; readonly output?: string | true },
): ValidatorNames {
  const base = tool.replace(/[^A-Za-z0-9]+([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
  return {
    input: input ?? `${base}Input`,
    ...(output !== undefined && { output: output === true ? `${base}Output` : output }),
  };
}

/** Returns the same for a prompt, by its method. */
export function argumentsValidatorOf(method: string, input: string | undefined): string {
  return input ?? `${method}Arguments`;
}
