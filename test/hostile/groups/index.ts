import type { Findings } from "../kit/findings.js";
import { bombs } from "./bombs.js";
import { discovery } from "./discovery.js";
import { files } from "./files.js";
import { foreign } from "./foreign.js";
import { inline } from "./inline.js";
import { leaks } from "./leaks.js";
import { links } from "./links.js";
import { patterns } from "./patterns.js";
import { plugins } from "./plugins.js";
import { quotedSecrets } from "./quoted.js";

/** Plays its inputs in `work`, a folder of its own or of all groups, and notes what went wrong. Short: of what takes minutes, a part. */
export type Group = (root: string, work: string, findings: Findings, short: boolean) => Promise<void>;

/** What is played beside the hostile servers; `npm run hostile -- links plugins` plays these alone. */
export const GROUPS_BESIDE: Readonly<Record<string, Group>> = {
  secrets: leaks,
  quoted: quotedSecrets,
  files,
  discovery,
  inline,
  plugins,
  foreign,
  links,
  bombs,
  patterns,
};
