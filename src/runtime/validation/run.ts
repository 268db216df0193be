/* One validation, from its first schema to its last. Validation is synchronous, so its state can be kept in this module. */

/** Tests of declared schemas after which results are remembered: schemas may test one value exponentially many times. */
const REMEMBER_AFTER = 10_000;
/** How many schemas explain a rejection; further ones only reject. */
const MAX_EXPLANATIONS = 500;

type Test = (value: unknown) => boolean;

let depth = 0;
let tests = 0;
let explanations = 0;
let overflowed = false;
const memory = new Map<Test, Map<unknown, boolean>>();

/** Whether the current validation has found a value that is nested too deeply to be checked. */
export function wasTooDeep(): boolean {
  return overflowed;
}

/** Returns the result of `test` for `value`, now or from earlier in this validation. */
export function remembered(test: Test, value: unknown): boolean {
  if (++tests <= REMEMBER_AFTER) return test(value);
  let results = memory.get(test);
  if (results === undefined) memory.set(test, (results = new Map()));
  const known = results.get(value);
  if (known !== undefined) return known;
  const result = test(value);
  results.set(value, result);
  return result;
}

/** Returns `test(value)`, within the current validation or as a new one. A value that overflows the stack is rejected. */
export function testWithin(test: Test, value: unknown): boolean {
  if (depth > 0) return test(value);
  begin();
  try {
    return test(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    overflowed = true;
    return false;
  } finally {
    end();
  }
}

/** Calls `explain` with the reason for a rejection, unless there are enough reasons already. */
export function explainWithin(explain: () => void): void {
  if (overflowed || explanations++ >= MAX_EXPLANATIONS) return;
  const outermost = depth === 0;
  if (outermost) begin();
  try {
    explain();
  } catch (error) {
    if (!outermost || !(error instanceof RangeError)) throw error;
  } finally {
    if (outermost) end();
  }
}

function begin(): void {
  depth = 1;
  tests = 0;
  explanations = 0;
  overflowed = false;
}

function end(): void {
  depth = 0;
  memory.clear();
}
