/*
 * One validation, from its first schema to its last. Validation is synchronous, so that what it keeps in mind may stand here.
 */

/** Tests of declared schemas after which results are remembered: a schema may judge one value in exponentially many ways. */
const REMEMBER_AFTER = 10_000;
/** Schemas that explain a refusal; those beyond only say that they refuse. */
const MAX_EXPLANATIONS = 500;

type Test = (value: unknown) => boolean;

let depth = 0;
let tests = 0;
let explanations = 0;
let overflowed = false;
const memory = new Map<Test, Map<unknown, boolean>>();

/** The validation under way has met a value that is nested too deeply to be judged. */
export function wasTooDeep(): boolean {
  return overflowed;
}

/** What `test` says about `value`, now or when it was last asked in this validation. */
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

/** `test(value)`, within the validation under way or as a new one. A value that overflows the stack is refused. */
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

/** Lets `explain` say why a value was refused, unless enough has been said. */
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
