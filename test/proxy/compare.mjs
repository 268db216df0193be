/** The summary of a run of the suite, by scenario. */
export function results(text) {
  const summary = text.slice(Math.max(0, text.lastIndexOf("=== SUMMARY ===")));
  const lines = [...summary.matchAll(/^([✓✗]) ([^:\n]+): (\d+) passed, (\d+) failed$/gm)];
  return new Map(
    lines.map(([, mark, name, passed, failed]) => [
      name,
      { ok: mark === "✓" && Number(passed) > 0, passed: Number(passed), failed: Number(failed) },
    ]),
  );
}

/** What passes behind and not in front, and how many scenarios pass behind. */
export function compare(behind, front) {
  const passing = [...behind].filter(([, { ok }]) => ok);
  if (passing.length === 0) throw new Error("Nothing passes behind: the suite did not run.");
  const rows = passing
    .filter(([name]) => front.get(name)?.ok !== true)
    .map(([name, { passed }]) => {
      const { passed: kept = 0, failed = 0 } = front.get(name) ?? {};
      return `${name}: ${passed} checks pass behind; in front ${kept} pass, ${failed} fail`;
    });
  return { rows, passed: passing.length };
}
