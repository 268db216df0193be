import { join } from "node:path";
import { generate } from "../../../src/codegen/index.js";
import { INLINE_FORMS } from "../inputs/inline-forms.js";
import type { Findings } from "../kit/findings.js";

const GROUP = "--inline-config";

/** Generates with every form of secret among the arguments, and looks for it in all that is written. */
export async function inline(root: string, work: string, findings: Findings): Promise<void> {
  const server = join(root, "test/codegen/introspect/fixtures/lists.mjs");
  const script = JSON.stringify({
    capabilities: { tools: {} },
    lists: { "tools/list": [[{ name: "good", inputSchema: { type: "object" } }]] },
  });
  const mcpServers = Object.fromEntries(
    INLINE_FORMS.map(([, args], i) => [
      `s${i}`,
      {
        command: process.execPath,
        args: [server, script, ...args.map((arg) => arg.replace(/^\$\{TOKEN\b/, "${NO_TOKEN"))],
      },
    ]),
  );
  const { texts, servers } = await generate({
    config: { mcpServers },
    out: join(work, "inline"),
    inlineConfig: true,
    format: false,
    concurrency: 4,
  });
  for (const [i, [what, args, secrets]] of INLINE_FORMS.entries()) {
    findings.tried(GROUP);
    const key = `s${i}`;
    // what is no reference to a variable is refused before anything is written
    const isRefused = args.some((arg) => arg.includes("${") && !/\$\{\w+(?::-|\})/.test(arg));
    if (!isRefused && servers.find((each) => each.key === key)?.status !== "generated")
      findings.fault(GROUP, "lost tools", `${what}: its server was not generated`);
    for (const [path, text] of texts)
      if (path.startsWith(`${key}/`) || !path.includes("/"))
        for (const secret of secrets)
          if (text.includes(secret)) findings.fault(GROUP, "leaks", `${what}: ${secret} in ${path}`);
  }
}
