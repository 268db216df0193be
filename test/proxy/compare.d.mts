export interface ScenarioResult {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
}
export function results(text: string): Map<string, ScenarioResult>;
export function compare(
  behind: ReadonlyMap<string, ScenarioResult>,
  front: ReadonlyMap<string, ScenarioResult>,
): { rows: string[]; passed: number };
