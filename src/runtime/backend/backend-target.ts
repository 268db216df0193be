import { authSecrets, entrySecrets, type Redactor } from "../../shared/secrets/index.js";
import { show } from "../../shared/text/show.js";
import type { AnswerTime } from "../async/answer-time.js";
import type { Auth } from "../auth/auth.js";
import type { Tell } from "../auth/net/exchanged-secrets.js";
import type { Target } from "../connection/target.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import type { Emit } from "../events/event.js";
import { changeable, constantKey, identifier, type Subject } from "../identity/identify.js";
import { shapeOfTarget, type TargetShape } from "../transport/infer-source.js";
import type { SourceOptions } from "../transport/source-of-entry.js";
import type { TransportSource } from "../transport/transport-source.js";
import type { ClientTarget, TargetServer } from "../transport/client-target.js";
import { credentialsFor } from "./credentials.js";
import { entrySettings } from "./entry-settings.js";

/** A target that is resolved on the first connection; its name is known before. */
export class LazyTarget {
  readonly name: string;
  readonly resolve: () => Promise<TargetServer>;
  readonly tell: Tell | undefined;

  /** @param tell called with the secrets that are obtained to reach it */
  constructor(name: string, resolve: () => Promise<TargetServer>, tell?: Tell) {
    this.name = name;
    this.resolve = resolve;
    this.tell = tell;
  }
}

/** How to reach the target, as the client's options say. */
export interface ReachOptions extends SourceOptions {
  readonly name?: string | undefined;
  readonly auth?: Auth | undefined;
  readonly subject?: Subject | undefined;
  /** Learns the target's secrets. */
  readonly redactor?: Redactor;
  /** The client: tokens in memory belong to it alone. */
  readonly owner?: object;
  /** Pauses the deadlines of its calls while a person logs in. */
  readonly answerTime?: AnswerTime;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** A target with a name, and a way to resolve it. */
export interface NamedTarget {
  readonly name: string;
  readonly resolve: () => Target | Promise<Target>;
}

/**
 * Returns the name and address of what a client connects to. Reads files and makes credentials only on the first connection.
 *
 * @throws {ConfigurationError} for a target that no transport can connect to
 */
export function targetOf(
  target: ClientTarget | LazyTarget,
  options: ReachOptions,
  emit: Emit,
  shape = shapeOf(target, options),
): NamedTarget {
  const lookUp = lookUpOf(target, options, shape);
  const name = options.name ?? lookUp.name;
  const { owner = {}, answerTime, redactor, subject } = options;
  const tell: Tell = (secrets) => {
    redactor?.add(...secrets);
    if (target instanceof LazyTarget) target.tell?.(secrets);
  };
  return {
    name,
    resolve: async () => {
      const { source, entry, auth, warnings = [] } = await lookUp.find();
      for (const message of warnings)
        emit({ type: "diagnostic", severity: "warning", server: name, code: "CONFIG", message });
      redactor?.keepInRecordings(...(source.plainValues ?? []));
      redactor?.keep(
        ...(source.secrets ?? []),
        ...(entry === undefined ? [] : entrySecrets(entry)),
        ...authSecrets(auth),
      );
      const credentials = await credentialsFor(
        options.auth ?? (auth as Auth | undefined),
        source,
        name,
        emit,
        { owner, subject, tell, answerTime },
      );
      const who = { source, server: name, auth: options.auth ?? (auth as Auth | undefined), subject };
      const identify = identifier(who);
      const given = changeable(who);
      return {
        source,
        credentials,
        ...(identify !== undefined && { identify }),
        ...(given !== undefined && { given }),
        constantKey: () => constantKey(who, given),
        ...(await entrySettings(entry, { ...options, owner, subject, tell }, emit)),
      };
    },
  };
}

/** Returns what is known of a target at once. @throws {ConfigurationError} for a target that no transport can connect to */
export function shapeOf(target: ClientTarget | LazyTarget, options: ReachOptions): TargetShape | LazyTarget {
  return target instanceof LazyTarget ? target : shapeOfTarget(target, options);
}

function lookUpOf(
  target: ClientTarget | LazyTarget,
  options: ReachOptions,
  shape: TargetShape | LazyTarget,
): { readonly name: string; readonly find: () => TargetServer | Promise<TargetServer> } {
  if (shape instanceof LazyTarget) return { name: shape.name, find: shape.resolve };
  if (shape.type === "source") {
    if (options.auth !== undefined) requireAuthSupport(shape.source);
    return { name: shape.source.label, find: () => shape };
  }
  const name = shape.type === "configFile" ? shape.path : "config";
  return { name, find: () => onlyServerOf(target as ClientTarget, options) };
}

async function onlyServerOf(target: ClientTarget, options: ReachOptions): Promise<TargetServer> {
  const { inferTarget } = await import("../transport/infer-target.js");
  const { env, redactor: _redactor, owner: _owner, subject: _subject, answerTime: _time, ...rest } = options;
  const inferred = await inferTarget(target, { ...rest, ...(env !== undefined && { env }) });
  if (inferred.type === "single") return inferred;
  const keys = inferred.servers.map(({ key }) => `"${show(key)}"`).join(", ");
  throw new ConfigurationError(
    `The config holds several servers (${keys}), but an endpoint is a single server. Give a config with only that server.`,
  );
}

function requireAuthSupport(source: TransportSource): void {
  if (source.supportsAuth) return;
  throw new ConfigurationError(`This transport does not support auth: ${show(source.label)}.`);
}
