import type { JsonObject } from "../../shared/json/json.js";
import type { Clock } from "../async/clock.js";
import type { FakeLists } from "./fake-lists.js";

/** How a fake answers. */
export interface FakeOptions {
  /** The same seed makes the same answers. Default 0. */
  readonly seed?: number;
  /** Items of a page of its lists. Default: all of them. */
  readonly pageSize?: number;
  /** What the fake lists beside its tools, as it stands on the wire; what has no handler answers with a text that names it. */
  readonly lists?: FakeLists;
  /** What the server says of itself: `serverInfo`, `instructions`, `capabilities`. */
  readonly handshake?: JsonObject;
  /** What time is measured by, for `delay`. Default: that of the system. */
  readonly clock?: Pick<Clock, "sleep">;
}
