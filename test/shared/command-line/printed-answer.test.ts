import { expect, it } from "vitest";
import { filesOf } from "../../../src/shared/command-line/printed-answer.js";

const data = { mimeType: "image/png", base64: "AA==" };

it.each<[string, readonly string[]]>([
  ["chart.png", ["chart.png", "chart-2.png"]],
  ["out.d/chart", ["out.d/chart", "out.d/chart-2"]],
  ["a/.hidden", ["a/.hidden", "a/.hidden-2"]],
  ["x.tar.gz", ["x.tar.gz", "x.tar-2.gz"]],
])("further data of %s goes beside it", (file, want) => {
  expect(filesOf(file, [data, data], "").map(({ path }) => path)).toEqual(want);
});
