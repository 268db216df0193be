/** Names of the validators of one tool. */
export interface ValidatorNames {
  readonly input: string;
  /** Absent: its output is not checked. */
  readonly output?: string;
}

/**
 * Generated code leaves out names that follow from a tool's name: `get_forecast` is checked by `getForecastInput`, and by
 * `getForecastOutput` where its `output` is `true`.
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

/** The same for a prompt, by its method. */
export function argumentsValidatorOf(method: string, input: string | undefined): string {
  return input ?? `${method}Arguments`;
}
