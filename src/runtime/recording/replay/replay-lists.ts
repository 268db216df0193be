import type { FakeLists } from "../../fakes/fake-lists.js";
import type { ToolInfo } from "../../tools/tool-info.js";

/** What a replay lists where the recording has no list: tools as `$tools.list()` returns them, the rest in wire format. */
export interface ReplayLists extends FakeLists {
  readonly tools?: readonly ToolInfo[];
}
