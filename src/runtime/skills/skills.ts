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
import { SkillVerificationError } from "./errors.js";
import { asSdkClient } from "./sdk-client.js";

/** Options of every method of `Skills`. */
export interface SkillOptions {
  readonly signal?: AbortSignal;
}

/**
 * The skills that a server offers (extension `io.modelcontextprotocol/skills`, SEP-2640). No file is read before it is asked
 * for, and every file is held to the size, the digest and the frontmatter that the server's entry names. Whether to load a
 * skill is yours to decide.
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

  /** All skills; entries that break the extension's rules are in `invalid`. Empty where the server declares none. */
  list(options: SkillOptions = {}): Promise<SkillListing> {
    return this.#run("skills/list", () =>
      this.supported ? this.#client.list({}, options) : { skills: [], invalid: [] },
    );
  }

  /** One skill by the URI of its `SKILL.md`, listed or not. */
  get(uri: string, options: SkillOptions = {}): Promise<Skill> {
    return this.#run("skills/get", async () => (await this.#client.get(uri, options)).skill);
  }

  /**
   * Reads one file of a skill, `SKILL.md` by default: `ref` is a path below the skill's root, or a URI.
   * @throws {SkillVerificationError} when it is not what the entry says
   */
  read(skill: Skill, ref?: string, options: SkillOptions = {}): Promise<SkillFile> {
    return this.#run("resources/read", () => this.#client.read(skill, ref, options));
  }

  /** What is directly in a folder of a skill. @throws {UnsupportedError} when the server does not declare that it tells */
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
      // Bad arguments, and the reason of a signal, are the caller's own.
      if (!(error instanceof Error) || !("code" in error)) throw error;
      throw mapSdkError(error, { server, method, streamEnded: undefined });
    }
  }
}

/** The skills of a client's server. The code for them is loaded with the first call. */
export async function skillsOf(client: Client): Promise<Skills> {
  const { SkillsClient } = await import("@modelcontextprotocol/client/ext/skills");
  return new Skills(client.name, new SkillsClient(asSdkClient(client), { skipInvalid: true }));
}

interface Verification extends Error {
  readonly reason: SkillVerificationReason;
  readonly uri: string;
  readonly differences: readonly string[];
}

/** Told apart by shape: the SDK is loaded late, and there may be two of it. */
function isVerification(error: unknown): error is Verification {
  return error instanceof Error && error.name === "SkillVerificationError" && "reason" in error;
}
