import { McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { Client, type ClientTarget, group } from "../../../src/runtime/index.js";
import { type SkillSource, skillsOf } from "../../../src/runtime/skills.js";
import { WeatherClient } from "../server-client/weather/client.js";
import { FORMS, serverWith } from "./skilled-server.js";

const bare = (): McpServer => new McpServer({ name: "bare", version: "1" });
const broken = (): McpServer => {
  throw new Error("out of order");
};

/** Makes what skills are of, and closes it in the end. */
type Make = (servers: Readonly<Record<string, unknown>>) => SkillSource & AsyncDisposable;

const KINDS: readonly (readonly [string, Make])[] = [
  [
    "a client of a config",
    (servers) => {
      const client = new Client({ mcpServers: servers } as ClientTarget);
      client.hold();
      return client;
    },
  ],
  [
    "a group of generated clients",
    (servers) =>
      group(
        Object.fromEntries(
          Object.entries(servers).map(([name, target]) => [
            name,
            new WeatherClient({ target: target as ClientTarget, name }),
          ]),
        ),
      ) as SkillSource & AsyncDisposable,
  ],
];

describe.each(KINDS)("skills of %s", (_title, make) => {
  it("are listed under names and URIs of their servers", async () => {
    await using source = make({ docs: serverWith().factory, mail: serverWith().factory, bare });
    const skills = await skillsOf(source);
    const { skills: all, invalid } = await skills.list();
    expect(all.map(({ name, server, uri }) => [name, server, uri])).toEqual([
      ["docs_pdf", "docs", "skill://docs/pdf/SKILL.md"],
      ["docs_mail", "docs", "skill://docs/mail/SKILL.md"],
      ["mail_pdf", "mail", "skill://mail/pdf/SKILL.md"],
      ["mail_mail", "mail", "skill://mail/mail/SKILL.md"],
    ]);
    expect(invalid).toEqual([]);
    expect(skills.supported).toBe(true);
  });

  it("are read at their own server, by path and by URI", async () => {
    const [docs, mail] = [serverWith(), serverWith()];
    await using source = make({ docs: docs.factory, mail: mail.factory });
    const skills = await skillsOf(source);
    const skill = await skills.get("skill://mail/pdf/SKILL.md");
    expect(skill).toMatchObject({ name: "mail_pdf", server: "mail", frontmatter: { name: "pdf" } });
    expect(await skills.read(skill)).toMatchObject({ verified: true, uri: "skill://mail/pdf/SKILL.md" });
    for (const ref of ["references/FORMS.md", "skill://mail/pdf/references/FORMS.md"])
      expect(await skills.read(skill, ref)).toMatchObject({ text: FORMS, verified: true });
    // entries may have been kept as JSON, and without what this client adds
    const { server: _server, name: _name, ...kept } = JSON.parse(JSON.stringify(skill)) as typeof skill;
    expect(await skills.read(kept as typeof skill, "references/FORMS.md")).toMatchObject({ text: FORMS });
    expect([docs.read, mail.read.length]).toEqual([[], 4]);
  });

  it("are checked against the entries of their server", async () => {
    const tampered = serverWith({ "skill://pdf/references/FORMS.md": "Kill them.\n" });
    await using source = make({ docs: serverWith().factory, mail: tampered.factory });
    const skills = await skillsOf(source);
    const skill = await skills.get("skill://mail/pdf/SKILL.md");
    await expect(skills.read(skill, "references/FORMS.md")).rejects.toMatchObject({
      code: "SKILL_VERIFICATION",
      server: "mail",
    });
  });

  it("leave out a server that fails, and fail if all do", async () => {
    await using source = make({ docs: serverWith().factory, broken });
    const skills = await skillsOf(source);
    expect((await skills.list()).skills.map(({ name }) => name)).toEqual(["docs_pdf", "docs_mail"]);
    await using none = make({ one: broken, two: broken });
    await expect((await skillsOf(none)).list()).rejects.toMatchObject({ code: "SERVERS_FAILED" });
  });

  it.each(["skill://none/pdf/SKILL.md", "skill://pdf/SKILL.md", "odd"])(
    "are refused by a URI that names no server: %s",
    async (uri) => {
      await using source = make({ docs: serverWith().factory, mail: serverWith().factory });
      await expect((await skillsOf(source)).get(uri)).rejects.toThrow();
    },
  );

  it("keep the names of an only server", async () => {
    await using source = make({ docs: serverWith().factory });
    const skills = await skillsOf(source);
    const { skills: all } = await skills.list();
    expect(all.map(({ name, uri }) => [name, uri])).toEqual([
      ["pdf", "skill://pdf/SKILL.md"],
      ["mail", "skill://mail/SKILL.md"],
    ]);
    expect(await skills.read(all[0]!, "references/FORMS.md")).toMatchObject({ text: FORMS });
  });
});

it("takes a generated client", async () => {
  await using weather = new WeatherClient({ target: serverWith().factory });
  const { skills } = await (await skillsOf(weather)).list();
  expect(skills.map(({ name }) => name)).toEqual(["pdf", "mail"]);
});

it("numbers equal names of a list", async () => {
  await using client = new Client({
    mcpServers: { a: serverWith().factory, a_b: serverWith().factory },
  } as unknown as ClientTarget);
  client.hold();
  const listing = await (await skillsOf(client)).list();
  expect(new Set(listing.skills.map(({ name }) => name)).size).toBe(4);
});
