import type { Row, Scale } from "../kit/report.js";
import { soakHttp } from "./soak-http.js";
import { soakStdio } from "./soak-stdio.js";

/** All suites by the name under which `npm run faults -- NAME` runs them. */
export const suites: Readonly<Record<string, (scale: Scale) => Promise<Row>>> = {
  "soak-stdio": soakStdio,
  "soak-http": soakHttp,
};
