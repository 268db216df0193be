import { isJsonObject, type Json, type JsonObject } from "../../../shared/json/json.js";
import { show } from "../../../shared/text/show.js";
import type { Era } from "../../connection/era.js";
import { ProtocolError } from "../../errors/protocol-error.js";
import { type Listed, listFacts, type ListKind } from "./list-kinds.js";
import { repairTool } from "./repair-tool.js";

/** An item that was left out, and why. */
export interface RejectedItem {
  /** Its name or URI, or `#3` where it has none. */
  readonly name: string;
  /** A clause such as `it has no name`. */
  readonly reason: string;
  /** As the server sent it. */
  readonly item: Json;
}

/** An item that is used although it had a fault. */
export interface RepairedItem {
  /** Its name. */
  readonly name: string;
  /** Clauses such as `it has no inputSchema, so any object is accepted`. */
  readonly repairs: readonly string[];
}

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Unusable items: they are left out, and the rest of the list is used. */
  readonly rejected: readonly RejectedItem[];
  /** Tools in `items` whose schemas had to be replaced. Absent: none. */
  readonly repaired?: readonly RepairedItem[] | undefined;
  /** Cursor of the next page; absent on the last one. `""` is a legal cursor. */
  readonly nextCursor?: string | undefined;
  /** The value of the cursor if it is not a string. */
  readonly oddCursor?: Json | undefined;
  /** The answer as received. */
  readonly raw: JsonObject;
}

/** Optional fields for which some servers send null to mean "absent". */
const NULL_IS_ABSENT = [
  "title",
  "description",
  "annotations",
  "_meta",
  "outputSchema",
  "icons",
  "execution",
  "mimeType",
  "arguments",
  "size",
];

/** Reads one page of a list, item by item. */
export function readPage<K extends ListKind>(kind: K, answer: unknown, era: Era): ListPage<Listed[K]> {
  const { method, id, fault } = listFacts[kind];
  const given = isJsonObject(answer) ? answer[kind] : undefined;
  // servers in languages where a list without items is null
  const list = given === null ? [] : given;
  if (!isJsonObject(answer) || !Array.isArray(list)) {
    throw new ProtocolError(
      `${method}: the answer has no list of ${kind}: ${show(JSON.stringify(answer), 80)}`,
      answer,
    );
  }
  const items: JsonObject[] = [];
  const rejected: RejectedItem[] = [];
  const repaired: RepairedItem[] = [];
  list.forEach((item: Json, index: number) => {
    const name = isJsonObject(item) ? item[id] : undefined;
    const usable = typeof name === "string" && name !== "";
    const clean = isJsonObject(item) ? withoutNulls(item) : undefined;
    const reason =
      clean === undefined ? "it is not an object" : usable ? fault(clean, era) : `it has no ${id}`;
    if (reason !== undefined || clean === undefined) {
      rejected.push({ name: usable ? name : `#${index}`, reason: reason ?? "", item });
      return;
    }
    const { tool, repairs } = kind === "tools" ? repairTool(clean) : { tool: clean, repairs: [] };
    items.push(tool);
    if (repairs.length > 0) repaired.push({ name: String(name), repairs });
  });
  const cursor = answer["nextCursor"];
  return {
    items: items as unknown as Listed[K][],
    rejected,
    ...(repaired.length > 0 && { repaired }),
    raw: answer,
    ...(typeof cursor === "string"
      ? { nextCursor: cursor }
      : cursor !== undefined && cursor !== null && { oddCursor: cursor }),
  };
}

function withoutNulls(item: JsonObject): JsonObject {
  if (!NULL_IS_ABSENT.some((field) => item[field] === null)) return item;
  return Object.fromEntries(
    Object.entries(item).filter(([key, value]) => value !== null || !NULL_IS_ABSENT.includes(key)),
  );
}
