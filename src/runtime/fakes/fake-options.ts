import type { JsonObject } from "../../shared/json/json.js";
import type { Clock } from "../async/clock.js";
import type { FakeLists } from "./fake-lists.js";

/** How a fake answers. */
export interface FakeOptions {
  /** The same seed produces the same answers. Default 0. */
  readonly seed?: number;
  /** Items per page of its lists. Default: all of them. */
  readonly pageSize?: number;
  /** What the fake lists besides its tools, in wire format; items without a handler answer with a text that names them. */
  readonly lists?: FakeLists;
  /** What the server says about itself: `serverInfo`, `instructions`, `capabilities`. */
  readonly handshake?: JsonObject;
  /** Clock for `delay`. Default: the system clock. */
  readonly clock?: Pick<Clock, "sleep">;
}
