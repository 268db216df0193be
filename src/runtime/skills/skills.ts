import type {
  DirectoryResource,
  Skill,
  SkillFile,
  SkillListing,
  SkillsClient,
  SkillVerificationReason,
} from "@modelcontextprotocol/client/ext/skills";
import { isJsonObject } from "../../shared/json/json.js";
import { show } from "../../shared/text/show.js";
import { Client } from "../client/client.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { mapSdkError } from "../errors/map-sdk-error.js";
import { prefixedUri, unprefixedUri } from "../multi/namespace.js";
import type { GroupMembers } from "../server-client/group.js";
import type { ServerClient } from "../server-client/server-client.js";
import { asSdkClient } from "./sdk-client.js";
import { SkillVerificationError } from "./skill-errors.js";
import { distinct, named, type NamedSkill, ownSkill } from "./skill-names.js";
import { type SkillServers, serversOfClient, serversOfGroup } from "./skill-servers.js";

const EXTENSION = "io.modelcontextprotocol/skills";

/** Options of every method of `Skills`. */
export interface SkillOptions {
  readonly signal?: AbortSignal;
}

/** All skills, of all servers. */
export type NamedSkillListing = Omit<SkillListing, "skills" | "nextCursor"> & {
  readonly skills: NamedSkill[];
};

/**
 * The skills that servers offer (extension `io.modelcontextprotocol/skills`, SEP-2640). A file is read only on request, and
 * checked against the size, the digest and the frontmatter in the server's entry. Whether to load a skill is up to you. With
 * several servers, URIs name the server as those of resources do: `skill://{server}/{path}`.
 */
export class Skills {
  readonly #servers: SkillServers;
  readonly #make: (client: Client) => SkillsClient;
  readonly #made = new WeakMap<Client, SkillsClient>();

  /** @internal */
  constructor(servers: SkillServers, make: (client: Client) => SkillsClient) {
    this.#servers = servers;
    this.#make = make;
  }

  /** Whether a server declares skills, of those that are connected. */
  get supported(): boolean {
    return this.#servers.connected().some(declares);
  }

  /**
   * Returns all skills; entries that violate the extension's rules are in `invalid`. Empty if no server declares any. Of
   * several servers, a server that fails is skipped, and reported as for other lists.
   */
  async list(options: SkillOptions = {}): Promise<NamedSkillListing> {
    const { signal } = options;
    const listings = await this.#servers.each("skills", signal, (client, server) => {
      return this.#run(client, server, "skills/list", signal, async (skills): Promise<SkillListing> =>
        declares(client) ? skills.list({}, options) : { skills: [], invalid: [] },
      );
    });
    const all = [...listings];
    const { prefixed } = this.#servers;
    const skills = all.flatMap(([server, listing]) =>
      listing.skills.map((skill) => named(skill, server, prefixed)),
    );
    const [[, { skills: _skills, nextCursor: _next, ...facts }] = [undefined, { skills: [], invalid: [] }]] =
      all;
    return {
      ...(all.length === 1 && facts),
      skills: distinct(skills),
      invalid: all.flatMap(([, { invalid }]) => invalid),
    };
  }

  /** Returns one skill by the URI of its `SKILL.md`, listed or not. */
  async get(uri: string, options: SkillOptions = {}): Promise<NamedSkill> {
    return this.#at(uri, options, async (client, server, own) => {
      const { skill } = await this.#run(client, server, "skills/get", options.signal, (skills) =>
        skills.get(own, options),
      );
      return named(skill, server, this.#servers.prefixed);
    });
  }

  /**
   * Reads one file of a skill, `SKILL.md` by default: `ref` is a path below the skill's root, or a URI.
   * @throws {SkillVerificationError} when it does not match the entry
   */
  async read(skill: Skill, ref?: string, options: SkillOptions = {}): Promise<SkillFile> {
    for (const [server, client] of await this.#servers.clients(options.signal)) {
      const own = ownSkill(skill, server, this.#servers.prefixed);
      if (own === undefined) continue;
      const ownRef = ref === undefined ? undefined : (this.#ownUri(server, ref) ?? ref);
      const file = await this.#run(client, server, "resources/read", options.signal, (skills) =>
        skills.read(own, ownRef, options),
      );
      return { ...file, uri: this.#publicUri(server, file.uri) };
    }
    throw unknown(skill.uri);
  }

  /** Lists a folder of a skill, not recursively. @throws {UnsupportedError} when the server does not declare support */
  async readDirectory(uri: string, options: SkillOptions = {}): Promise<readonly DirectoryResource[]> {
    return this.#at(uri, options, async (client, server, own) => {
      const { resources } = await this.#run(
        client,
        server,
        "resources/directory/read",
        options.signal,
        (skills) => skills.readDirectory(own, options),
      );
      return resources.map((each) => ({ ...each, uri: this.#publicUri(server, each.uri) }));
    });
  }

  /** Runs something at the server of a URI. If URIs do not name it, the servers are tried in order. */
  async #at<R>(
    uri: string,
    { signal }: SkillOptions,
    run: (client: Client, server: string, own: string) => Promise<R>,
  ): Promise<R> {
    let failure: unknown = unknown(uri);
    for (const [server, client] of await this.#servers.clients(signal)) {
      const own = this.#ownUri(server, uri);
      if (own === undefined) continue;
      try {
        return await run(client, server, own);
      } catch (error) {
        failure = error;
        if (this.#servers.prefixed || signal?.aborted) break;
      }
    }
    throw failure;
  }

  #of(client: Client): SkillsClient {
    const known = this.#made.get(client);
    if (known !== undefined) return known;
    const made = this.#make(client);
    this.#made.set(client, made);
    return made;
  }

  #ownUri(server: string, uri: string): string | undefined {
    return this.#servers.prefixed ? unprefixedUri(server, uri) : uri;
  }

  #publicUri(server: string, uri: string): string {
    return this.#servers.prefixed ? prefixedUri(server, uri) : uri;
  }

  /** Connects first: what the server declares must be known. */
  async #run<T>(
    client: Client,
    server: string,
    method: string,
    signal: AbortSignal | undefined,
    work: (skills: SkillsClient) => Promise<T>,
  ): Promise<T> {
    await client.initialize(signal === undefined ? {} : { signal });
    try {
      return await work(this.#of(client));
    } catch (error) {
      if (isVerification(error))
        throw new SkillVerificationError(error, { server, subject: error.uri, cause: error });
      // Invalid arguments, and the reason of a signal, are the caller's own errors.
      if (!(error instanceof Error) || !("code" in error)) throw error;
      throw mapSdkError(error, { server, method, streamEnded: undefined });
    }
  }
}

/** A source of skills: a client of one or several servers, a generated client, or a group of these. */
export type SkillSource = Client | Pick<ServerClient, "$client"> | Pick<GroupMembers, "$close">;

/** Returns the skills of the servers behind `source`. Loads the code for them on the first call. */
export async function skillsOf(source: SkillSource): Promise<Skills> {
  const { SkillsClient } = await import("@modelcontextprotocol/client/ext/skills");
  return new Skills(
    serversOf(source),
    (client) => new SkillsClient(asSdkClient(client), { skipInvalid: true }),
  );
}

function serversOf(source: SkillSource): SkillServers {
  if (source instanceof Client) return serversOfClient(source);
  if (isGenerated(source)) return serversOfClient(source.$client);
  const members = Object.entries(source as Readonly<Record<string, unknown>>);
  return serversOfGroup(
    new Map(members.flatMap(([name, member]) => (isGenerated(member) ? [[name, member] as const] : []))),
  );
}

function declares({ capabilities }: Pick<Client, "capabilities">): boolean {
  const extensions = capabilities?.["extensions"];
  return isJsonObject(extensions) && extensions[EXTENSION] !== undefined;
}

function isGenerated(value: unknown): value is Pick<ServerClient, "$client"> {
  return typeof value === "object" && value !== null && "$client" in value;
}

function unknown(uri: string): ConfigurationError {
  return new ConfigurationError(
    `No server of this client has the skill "${show(uri)}". With several servers, its URI names the server: skill://server/path/SKILL.md.`,
    { subject: uri },
  );
}

interface Verification extends Error {
  readonly reason: SkillVerificationReason;
  readonly uri: string;
  readonly differences: readonly string[];
}

/** Recognized by shape: the SDK is loaded late, and there may be two copies of it. */
function isVerification(error: unknown): error is Verification {
  return error instanceof Error && error.name === "SkillVerificationError" && "reason" in error;
}
