import { McpServer } from "@modelcontextprotocol/server";
import { skillEntry } from "@modelcontextprotocol/server/ext/skills";
import { z } from "zod";

const EXTENSION = "io.modelcontextprotocol/skills";
const anything = z.looseObject({});
export const manifest = (name: string): string =>
  `---\nname: ${name}\ndescription: What ${name} does\n---\n# ${name}\n`;
export const FORMS = "Fill them in.\n";

/** A server with two skills on two pages; what is read may be something else than the entries say. */
export function serverWith(tampered: Readonly<Record<string, string>> = {}): {
  factory: () => McpServer;
  read: string[];
} {
  const read: string[] = [];
  const entries = Promise.all([
    skillEntry("pdf", { "SKILL.md": manifest("pdf"), "references/FORMS.md": FORMS }),
    skillEntry("mail", { "SKILL.md": manifest("mail") }),
  ]);
  const files: Record<string, string> = {
    "skill://pdf/SKILL.md": manifest("pdf"),
    "skill://pdf/references/FORMS.md": FORMS,
    "skill://mail/SKILL.md": manifest("mail"),
    ...tampered,
  };
  const factory = (): McpServer => {
    const mcp = new McpServer(
      { name: "skilled", version: "1" },
      { capabilities: { resources: {}, extensions: { [EXTENSION]: {} } } },
    );
    const { server } = mcp;
    const fresh = { resultType: "complete", ttlMs: 0, cacheScope: "private" };
    server.setRequestHandler("skills/list", { params: anything, result: anything }, async ({ cursor }) => {
      const [pdf, mail] = await entries;
      return cursor === "2" ? { ...fresh, skills: [mail] } : { ...fresh, skills: [pdf], nextCursor: "2" };
    });
    server.setRequestHandler("skills/get", { params: anything, result: anything }, async ({ uri }) => {
      const skill = (await entries).find((entry) => entry.uri === uri);
      if (skill === undefined) throw Object.assign(new Error("no such skill"), { code: -32602 });
      return { ...fresh, skill };
    });
    server.setRequestHandler("resources/read", ({ params: { uri } }) => {
      read.push(uri);
      return { contents: [{ uri, mimeType: "text/markdown", text: files[uri] ?? "" }] };
    });
    return mcp;
  };
  return { factory, read };
}
