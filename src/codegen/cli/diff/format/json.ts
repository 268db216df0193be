import type { DiffReport } from "../../../diff/index.js";

/** The report for scripts. What nobody can see is escaped as JSON does it: the same data, and nothing hidden from whoever looks. */
export function formatJson(report: DiffReport): string {
  return JSON.stringify(report, null, 2).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (character) =>
    character === "\n" ? character : escapeUnits(character),
  );
}

function escapeUnits(character: string): string {
  return character.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
