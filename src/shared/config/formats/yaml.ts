import { reason } from "../../text/reason.js";
import type { Json } from "../../json/json.js";
import { show } from "../../text/show.js";
import { type ConfigFault, pointerKeys } from "../fault.js";
import { type ConfigDocument, type Place, placeAt, whyInvalid } from "./document.js";

/** Reads one YAML 1.2 document, including merge keys. Never throws. The library is loaded with the first document. */
export async function readYaml(text: string): Promise<ConfigDocument> {
  const { parseDocument, isNode } = await import("yaml");
  const document = parseDocument(text, { merge: true, prettyErrors: false });
  const faults: ConfigFault[] = document.errors.map(({ message, pos: [start] }) =>
    fault(message, placeAt(text, start)),
  );
  const placeOf = (pointer: string): Place => {
    for (const keys = [...pointerKeys(pointer)]; keys.length > 0; keys.pop()) {
      const node = document.getIn(keys.map(index), true);
      if (isNode(node) && node.range) return placeAt(text, node.range[0]);
    }
    return { line: 1, column: 1 };
  };
  if (faults.length > 0) return { value: undefined, faults, placeOf };
  try {
    return {
      value: (document.toJS({ maxAliasCount: 100 }) ?? undefined) as Json | undefined,
      faults,
      placeOf,
    };
  } catch (error) {
    const why = reason(error);
    return { value: undefined, faults: [fault(why, { line: 1, column: 1 })], placeOf };
  }
}

function index(key: string): string | number {
  return /^\d+$/.test(key) ? Number(key) : key;
}

function fault(why: string, place: Place): ConfigFault {
  const message = `The config is not valid YAML: ${show(whyInvalid(why))}.`;
  return { pointer: "", ...place, message, hint: "Correct the text there." };
}
