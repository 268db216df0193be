import {
  type ConfigInput,
  fieldsOf,
  inputIdsOf,
  inputVariable,
  type ServerEntry,
} from "../../shared/config/index.js";

/** Returns the entry with answers to the inputs of its config. */
export function withAnswers(
  entry: ServerEntry,
  answers: Readonly<Record<string, string>> | undefined,
): ServerEntry {
  if (answers === undefined || Object.keys(answers).length === 0) return entry;
  const declared = new Map((entry.inputs ?? []).map((input) => [input.id, input]));
  for (const [id, value] of Object.entries(answers))
    declared.set(id, { ...(declared.get(id) ?? { id }), value });
  return { ...entry, inputs: [...declared.values()] };
}

/** Returns the inputs of servers that no flag, environment variable or default answers, each once. */
export function openInputs(
  entries: readonly ServerEntry[],
  env: Readonly<Record<string, string | undefined>>,
): readonly ConfigInput[] {
  const open = new Map<string, ConfigInput>();
  for (const entry of entries) {
    for (const id of inputIdsOf(fieldsOf(entry))) {
      const input = entry.inputs?.find((each) => each.id === id) ?? { id };
      if (input.value === undefined && input.default === undefined && env[inputVariable(id)] === undefined)
        open.set(id, input);
    }
  }
  return [...open.values()];
}
