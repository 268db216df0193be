import type { Row, Scale } from "../kit/report.js";
import { badReplica } from "./bad-replica.js";
import { cancelStorm } from "./cancel-storm.js";
import { cutBytes } from "./cut-bytes.js";
import { scheduleFuzz } from "./fuzz.js";
import { totalOutage } from "./outage.js";
import { sessionExpiry } from "./sessions.js";
import { soakHttp } from "./soak-http.js";
import { soakStdio } from "./soak-stdio.js";

export type Suite = (scale: Scale) => Promise<Row>;

/** All suites by the name under which `npm run faults -- NAME` runs them. */
export const suites: Readonly<Record<string, Suite>> = {
  "soak-stdio": soakStdio,
  "soak-http": soakHttp,
  "cut-bytes": cutBytes,
  "session-expiry": sessionExpiry,
  "cancel-storm": cancelStorm,
  "total-outage": totalOutage,
  "bad-replica": badReplica,
  "schedule-fuzz": scheduleFuzz,
};
