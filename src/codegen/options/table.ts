import { SOURCE_ROWS } from "./rows/source-rows.js";
import { ASKING_ROWS } from "./rows/asking-rows.js";
import { RECORD_ROWS } from "./rows/record-rows.js";
import { MOCK_ROWS } from "./rows/mock-rows.js";
import { OUTPUT_ROWS } from "./rows/output-rows.js";
import { REPORT_ROWS } from "./rows/report-rows.js";
import { SERVE_ROWS } from "./rows/serve-rows.js";

export type { DiffFormat } from "./rows/report-rows.js";

/**
 * Every option: key, value in `fmcp.config`, flag, help, default, part in the lock, commands. The comment of a row with a
 * `schema` is what editors show for `FmcpConfig`. To add an option, add a row and use its value.
 */
export const OPTIONS = {
  ...SOURCE_ROWS,
  ...ASKING_ROWS,
  ...OUTPUT_ROWS,
  ...REPORT_ROWS,
  ...MOCK_ROWS,
  ...RECORD_ROWS,
  ...SERVE_ROWS,
} as const;
