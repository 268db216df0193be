import { type Code, code, identifier, onLines } from "../../printer/index.js";
import { defineTarget, type TargetKit, type TargetServerName } from "../output-target.js";
import { serverFile } from "./server-file.js";

/** A fake of each server, for tests: its handlers are typed by tool, resource, template and prompt. */
export const fakes = defineTarget({
  name: "fakes",
  packages: ["fmcp-runtime/testing"],
  server: serverFile,
  all: (servers, kit) => [{ path: "index.ts", text: indexText(servers, kit) }],
});

function indexText(servers: readonly TargetServerName[], { from }: TargetKit): Code {
  if (servers.length === 0) return code`export {};`;
  return onLines(
    servers.map(
      ({ names: { prefix, folder } }) =>
        code`export { ${identifier(`fake${prefix}`)}, type ${identifier(`${prefix}Faked`)} } from ${from(`./${folder}`)};`,
    ),
  );
}
