// `fmcp-codegen learn` in the folder that is named; prints the most memory that this process had, in MiB.
import { main } from "../../src/codegen/cli/main.js";
import { processTerminal } from "../../src/codegen/cli/terminal.js";

const [folder = "."] = process.argv.slice(2);
const code = await main(["learn", "--quiet"], { ...processTerminal(), cwd: folder });
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
process.exit(code);
