import { argumentSecrets } from "./entry-secrets.js";
import { isHarmless } from "./harmless.js";
import { isSecretName } from "./secret-name.js";

/**
 * Returns the values of variables whose names do not mean a secret and that have a form that secrets do not have (a port, a region, a
 * folder). Errors and events do not show them either, but recordings keep them. A value that is a secret elsewhere is not among them.
 */
export function plainValues(
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): readonly string[] {
  const isPlain = ([name, value]: readonly [string, string]): boolean =>
    !isSecretName(name) && isHarmless(value);
  const variables = Object.entries(env);
  const secrets = new Set([
    ...argumentSecrets(args),
    ...variables.filter((each) => !isPlain(each)).map(([, value]) => value),
  ]);
  return variables.filter((each) => isPlain(each) && !secrets.has(each[1])).map(([, value]) => value);
}
