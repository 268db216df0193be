import type { Skill } from "@modelcontextprotocol/client/ext/skills";
import { prefixedName, prefixedUri, unprefixedUri } from "../multi/namespace.js";

/** A skill, and where it comes from. */
export type NamedSkill = Skill & {
  /** Name of its server. */
  readonly server: string;
  /** Its own name; with several servers, after that of its server: `docs_pdf`. Unique in a list: `docs_pdf_2`. */
  readonly name: string;
};

/** Returns a skill with its server. With several, its URIs name the server: `skill://pdf/SKILL.md` is `skill://docs/pdf/SKILL.md`. */
export function named(skill: Skill, server: string, prefixed: boolean): NamedSkill {
  const { name } = skill.frontmatter;
  if (!prefixed) return { ...skill, server, name };
  const moved = withUris(skill, (uri) => prefixedUri(server, uri));
  return { ...moved, server, name: prefixedName(server, name) };
}

/** Makes names unique: of several equal ones, the first stays as it is. */
export function distinct(skills: readonly NamedSkill[]): NamedSkill[] {
  const taken = new Set(skills.map(({ name }) => name));
  const used = new Set<string>();
  return skills.map((skill) => {
    let { name } = skill;
    for (let count = 2; used.has(name); count++) {
      const next = `${skill.name}_${count}`;
      if (!taken.has(next)) name = next;
    }
    used.add(name);
    return { ...skill, name };
  });
}

/** Returns a skill as its server knows it; `undefined` if it is another server's. */
export function ownSkill(skill: Skill, server: string, prefixed: boolean): Skill | undefined {
  const { server: owner = server, name: _name, ...own } = skill as Skill & Partial<NamedSkill>;
  if (owner !== server) return undefined;
  if (!prefixed) return own as Skill;
  if (unprefixedUri(server, skill.uri) === undefined) return undefined;
  return withUris(own as Skill, (uri) => unprefixedUri(server, uri) ?? uri);
}

function withUris(skill: Skill, change: (uri: string) => string): Skill {
  const { uri, resources } = skill;
  const changed = { ...skill, uri: change(uri) };
  if (!Array.isArray(resources)) return changed;
  return { ...changed, resources: resources.map((file) => ({ ...file, uri: change(file.uri) })) };
}
