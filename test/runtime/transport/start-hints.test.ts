import { expect, it } from "vitest";
import { startHints } from "../../../src/runtime/transport/start-hints.js";

it("shows what a server wrote before what it may lack", () => {
  const hints = startHints({ withheld: ["HTTPS_PROXY"], words: () => ({ stderrTail: "no licence" }) });
  expect(hints).toMatch(/: no licence\nSet here and not passed on to it: HTTPS_PROXY\. /);
  expect(startHints({ withheld: ["HTTPS_PROXY"] })).toMatch(/^ Set here/);
});
