/** The forms in which configs refer to a value that is elsewhere. `place`: a folder, such as `${workspaceFolder}`. */
export type ReferenceForm =
  | "${VAR}"
  | "${VAR:-default}"
  | "${env:VAR}"
  | "{env:VAR}"
  | "{file:path}"
  | "${file:path}"
  | "${input:id}"
  | "$VAR"
  | "%VAR%"
  | "place";

/** Which references a client replaces in some fields of an entry. It passes every other one to the server as it is written. */
export interface Replacement {
  /** The fields, by their common names. Default: all. */
  readonly fields?: readonly string[];
  readonly forms: readonly ReferenceForm[];
  /** Where this is said. */
  readonly source: string;
  /** What its user can write instead, if no form does it. Default: the value. */
  readonly instead?: string;
}

/** Returns what a client says about one field; `undefined` if that is not known. */
export function replacementIn(
  replacements: readonly Replacement[] | undefined,
  field: string,
): Replacement | undefined {
  return replacements?.find(({ fields }) => fields?.includes(field) ?? true);
}

/** Whether a client replaces `$NAME` anywhere in the texts of a field. */
export function replacesDollar(replacements: readonly Replacement[] | undefined, field: string): boolean {
  return replacementIn(replacements, field)?.forms.includes("$VAR") ?? false;
}

/** Returns the form that refers to a variable of the environment, if there is one; the shared one first. */
export function formOfVariable(forms: readonly ReferenceForm[]): ReferenceForm | undefined {
  return (["${VAR}", "${env:VAR}", "{env:VAR}"] as const).find((form) => forms.includes(form));
}
