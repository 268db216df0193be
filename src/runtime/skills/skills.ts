import type {
  DirectoryResource,
  Skill,
  SkillFile,
  SkillListing,
  SkillsClient,
  SkillVerificationReason,
} from "@modelcontextprotocol/client/ext/skills";
import type { Client } from "../client/client.js";
import { mapSdkError } from "../errors/map-sdk-error.js";
import { SkillVerificationError } from "./skill-errors.js";
import { asSdkClient } from "./sdk-client.js";

/** Options of every method of `Skills`. */
export interface SkillOptions {
  readonly signal?: AbortSignal;
}

/**
 * The skills that a server offers (extension `io.modelcontextprotocol/skills`, SEP-2640). A file is read only on request, and
 * checked against the size, the digest and the frontmatter in the server's entry. Whether to load a skill is up to you.
 */
export class Skills {
  readonly #server: string;
  readonly #client: SkillsClient;

  /** @internal */
  constructor(server: string, client: SkillsClient) {
    this.#server = server;
    this.#client = client;
  }

  /** Whether the server declares skills. */
  get supported(): boolean {
    return this.#client.supported;
  }

  /** Returns all skills; entries that violate the extension's rules are in `invalid`. Empty if the server declares none. */
  list(options: SkillOptions = {}): Promise<SkillListing> {
    return this.#run("skills/list", () =>
      this.supported ? this.#client.list({}, options) : { skills: [], invalid: [] },
    );
  }

  /** Returns one skill by the URI of its `SKILL.md`, listed or not. */
  get(uri: string, options: SkillOptions = {}): Promise<Skill> {
    return this.#run("skills/get", async () => (await this.#client.get(uri, options)).skill);
  }

  /**
   * Reads one file of a skill, `SKILL.md` by default: `ref` is a path below the skill's root, or a URI.
   * @throws {SkillVerificationError} when it does not match the entry
   */
  read(skill: Skill, ref?: string, options: SkillOptions = {}): Promise<SkillFile> {
    return this.#run("resources/read", () => this.#client.read(skill, ref, options));
  }

  /** Lists a folder of a skill, not recursively. @throws {UnsupportedError} when the server does not declare support */
  readDirectory(uri: string, options: SkillOptions = {}): Promise<readonly DirectoryResource[]> {
    return this.#run("resources/directory/read", async () => {
      return (await this.#client.readDirectory(uri, options)).resources;
    });
  }

  async #run<T>(method: string, work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const server = this.#server;
      if (isVerification(error))
        throw new SkillVerificationError(error, { server, subject: error.uri, cause: error });
      // Invalid arguments, and the reason of a signal, are the caller's own errors.
      if (!(error instanceof Error) || !("code" in error)) throw error;
      throw mapSdkError(error, { server, method, streamEnded: undefined });
    }
  }
}

/** Returns the skills of a client's server. Loads the code for them on the first call. */
export async function skillsOf(client: Client): Promise<Skills> {
  const { SkillsClient } = await import("@modelcontextprotocol/client/ext/skills");
  return new Skills(client.name, new SkillsClient(asSdkClient(client), { skipInvalid: true }));
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
