/** Returns the name of a type's validator: `GetForecastInput` is checked by `getForecastInput`. */
export function validatorNameOf(typeName: string): string {
  return typeName.replace(
    /^(_*)([A-Z])/,
    (_, lead: string, first: string) => `${lead}${first.toLowerCase()}`,
  );
}
