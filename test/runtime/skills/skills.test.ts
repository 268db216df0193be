import { McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { Client, McpError } from "../../../src/runtime/index.js";
import { type Skills, skillsOf, SkillVerificationError } from "../../../src/runtime/skills.js";
import { FORMS, manifest, serverWith } from "./skilled-server.js";

async function withSkills(
  tampered: Readonly<Record<string, string>> | undefined,
  protocol: "legacy" | "2026-07-28",
  run: (skills: Skills, read: readonly string[]) => Promise<void>,
): Promise<void> {
  const { factory, read } = serverWith(tampered);
  await using client = await Client.connect(factory, { protocol, name: "skilled" });
  await run(await skillsOf(client), read);
}

describe.each(["legacy", "2026-07-28"] as const)("skills, %s", (protocol) => {
  it("lists all pages, and reads no file before it is requested", () =>
    withSkills(undefined, protocol, async (skills, read) => {
      expect(skills.supported).toBe(true);
      const { skills: entries, invalid } = await skills.list();
      expect(entries.map(({ uri }) => uri)).toEqual(["skill://pdf/SKILL.md", "skill://mail/SKILL.md"]);
      expect(invalid).toEqual([]);
      expect(read).toEqual([]);
    }));

  it("reads files and checks them against their entry", () =>
    withSkills(undefined, protocol, async (skills) => {
      const skill = await skills.get("skill://pdf/SKILL.md");
      const file = await skills.read(skill);
      expect(file).toMatchObject({
        verified: true,
        frontmatter: { name: "pdf" },
        body: expect.stringContaining("# pdf"),
      });
      expect((await skills.read(skill, "references/FORMS.md")).text).toBe(FORMS);
    }));

  it.each([
    ["digest", { "skill://pdf/references/FORMS.md": FORMS.replace("Fill", "Kill") }, "references/FORMS.md"],
    ["size", { "skill://pdf/SKILL.md": `${manifest("pdf")}more` }, undefined],
    ["unlisted", {}, "references/OTHER.md"],
  ] as const)("a file that is not what the entry says: %s", (reason, tampered, ref) =>
    withSkills(tampered, protocol, async (skills) => {
      const skill = await skills.get("skill://pdf/SKILL.md");
      const error = await skills.read(skill, ref).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(SkillVerificationError);
      expect(error).toMatchObject({ code: "SKILL_VERIFICATION", reason, server: "skilled" });
    }),
  );

  it("rejects frontmatter that differs from the entry's", () =>
    withSkills(undefined, protocol, async (skills) => {
      const skill = await skills.get("skill://pdf/SKILL.md");
      const lying = { ...skill, frontmatter: { ...skill.frontmatter, description: "Something else" } };
      await expect(skills.read(lying)).rejects.toMatchObject({ reason: "frontmatter" });
    }));

  it("rejects a skill that the server does not know", () =>
    withSkills(undefined, protocol, async (skills) => {
      await expect(skills.get("skill://none/SKILL.md")).rejects.toThrow(McpError);
    }));
});

it("returns no skills of a server without skills", async () => {
  await using client = await Client.connect(() => new McpServer({ name: "s", version: "1" }));
  const skills = await skillsOf(client);
  expect(skills.supported).toBe(false);
  expect(await skills.list()).toEqual({ skills: [], invalid: [] });
  await expect(skills.get("skill://x/SKILL.md")).rejects.toMatchObject({ code: "UNSUPPORTED" });
});
