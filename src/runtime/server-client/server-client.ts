import type { ServerEntry } from "../../shared/config/entry.js";
import { isJsonObject, type JsonObject } from "../../shared/json/json.js";
import type { FmcpError } from "../../shared/errors/fmcp-error.js";
import { show } from "../../shared/text/show.js";
import { validatorNamesOf } from "../../shared/tool/validator-names.js";
import { Client } from "../client/client.js";
import type { RequestOptions } from "../backend/call-options.js";
import { LazyTarget } from "../backend/backend-target.js";
import { DriftGuard } from "../drift/drift-guard.js";
import { ConfigurationError } from "../errors/configuration-error.js";
import { InputValidationError, OutputValidationError } from "../errors/validation-errors.js";
import type { RuntimeEventOf, RuntimeEventType } from "../events/event.js";
import type { Completion } from "../results/completion.js";
import type { ToolResult } from "../results/tool-result.js";
import { wrongArgumentsAsResult } from "../results/wrong-arguments.js";
import { ToolCatalogue } from "../tools/catalogue.js";
import type { TargetServer } from "../transport/client-target.js";
import { Once } from "../async/once.js";
import type { ServerContract, ToolFacts } from "./contract.js";
import type { CallOptions, ClientOptions, WholeCallOptions } from "./server-client-options.js";
import type { PromptArgument, PromptMethod, ResourceMethod, ResourceVariable } from "./completable.js";
import { LearnedOutputs } from "./learned-output.js";
import { knownTools } from "./known-tools.js";
import { OutputDates } from "./output-dates.js";
import { promptMethods } from "./prompt-methods.js";
import { resolveServer } from "./resolve-server.js";
import { resourceMethods } from "./resource-reader.js";
import { toolInput } from "./tool-input.js";
import { checkOutput } from "./tool-output.js";
import { ValidationPolicy } from "./validation-policy.js";
import { Validators } from "./validators.js";
import { withoutUndefined } from "../../shared/json/without-undefined.js";

type InputOf<Tools, K extends keyof Tools> = Tools[K] extends { input: infer I } ? I : never;
type OutputOf<Tools, K extends keyof Tools> = Tools[K] extends { output: infer O } ? O : never;

/**
 * Base class of every generated client. It connects on its first call, shares one connection among all calls, never keeps a
 * finished program alive, and connects again when it is used after `$close()`.
 */
export class ServerClient<Tools extends object = Record<string, { input: JsonObject; output: unknown }>> {
  /** Only for the compiler: functions like `fake` infer the tools of a client from it. */
  declare readonly $types?: Tools;
  readonly #contract: ServerContract;
  readonly #options: ClientOptions;
  readonly #validators: Validators;
  readonly #validation: ValidationPolicy;
  readonly #learned: LearnedOutputs;
  readonly #dates: OutputDates;
  readonly #drift: DriftGuard;
  readonly #server: Once<TargetServer>;
  #client: Client | undefined;
  #tools: ToolCatalogue<keyof Tools & string> | undefined;

  constructor(contract: ServerContract, options: ClientOptions = {}) {
    this.#contract = contract;
    this.#options = options;
    this.#server = new Once(() => resolveServer(contract, options));
    this.#validators = new Validators(contract);
    this.#validation = new ValidationPolicy(
      this.#validators,
      async () => options.validate ?? (await this.#entry())?.validate ?? "both",
      (error) => this.#warn(error),
    );
    this.#learned = new LearnedOutputs((error) => this.#warn(error));
    this.#dates = new OutputDates(contract);
    this.#drift = new DriftGuard({
      expected: contract,
      mode: async () => options.onDrift ?? (await this.#entry())?.onDrift,
      client: () => this.$client,
      unavailable: (["elicitation", "roots", "sampling"] as const).filter(
        (capability) => options.handlers?.[capability] === undefined,
      ),
    });
  }

  /** The underlying client, for everything that generated methods do not cover. Using it connects. */
  get $client(): Client {
    if (this.#client === undefined) {
      const { target, transport, validate: _v, config: _c, onDrift: _d, ...options } = this.#options;
      const { server, era } = this.#contract;
      const to = target ?? transport ?? new LazyTarget(server, () => this.#server.get());
      this.#client = new Client(to, { name: server, knownEra: era, ...options, autoInitialize: false });
      this.#drift.follow(this.#client);
    }
    this.#client.hold();
    return this.#client;
  }

  /** The tools as known without a connection: names, texts, hints, schemas. Loaded on first use. */
  get $tools(): ToolCatalogue<keyof Tools & string> {
    if (this.#tools !== undefined) return this.#tools;
    // the same objects for every caller: choices that overlap share them
    const known = new Once(async () =>
      (await knownTools(this.#contract)).map((tool) => ({
        ...tool,
        check: async (args: JsonObject) => void (await this.#checked(tool.name, args, {})),
        call: (args: JsonObject, options?: RequestOptions) =>
          this.#call(tool.name, args, { ...options, raiseOnError: false }),
      })),
    );
    return (this.#tools = new ToolCatalogue(() => known.get()));
  }

  /** Connects now instead of on the first call. */
  async $connect(options: { readonly signal?: AbortSignal } = {}): Promise<void> {
    await this.$client.initialize(options);
  }

  /** Ends the connection and any process under it. Never rejects. The next call connects again. */
  async $close(): Promise<void> {
    await this.#client?.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.$close();
  }

  /** Calls `listener` for events of one type: warnings, retries, gaps. Returns a function that removes it. */
  $on<T extends RuntimeEventType>(type: T, listener: (event: RuntimeEventOf<T>) => void): () => void {
    const off = this.$client.on(type, listener);
    if (type === "drift") this.#drift.listened();
    return off;
  }

  /**
   * Calls a tool by its wire name; resolves to the complete result. With `raiseOnError: false`, also for failures of the tool
   * and invalid arguments: `isError`, and a text that names each path and what was expected.
   */
  $call<K extends keyof Tools & string>(
    name: K,
    input: InputOf<Tools, K>,
    options: WholeCallOptions & { readonly raiseOnError: false },
  ): Promise<ToolResult<OutputOf<Tools, K> | undefined>>;
  $call<K extends keyof Tools & string>(
    name: K,
    input: InputOf<Tools, K>,
    options?: WholeCallOptions,
  ): Promise<ToolResult<OutputOf<Tools, K>>>;
  $call(name: string, input: unknown, options: WholeCallOptions = {}): Promise<ToolResult> {
    const call = this.#call(name, input, options).then((result) => this.#dated(name, result));
    return options.raiseOnError === false ? wrongArgumentsAsResult(name, call) : call;
  }

  /** Returns values that the server suggests for a variable of a resource template, by method name; `context`: other variables. */
  async $completeResource<M extends ResourceMethod<this>>(
    method: M,
    variable: ResourceVariable<this, M>,
    value: string,
    context?: Readonly<Partial<Record<ResourceVariable<this, M>, string | undefined>>>,
    options?: CallOptions,
  ): Promise<Completion> {
    const { template } = this.#known(this.#contract.resources, method, "resource template");
    return this.$client.complete(
      { type: "ref/resource", uri: template },
      { name: variable, value },
      withoutUndefined(context as Readonly<Record<string, string>> | undefined),
      options,
    );
  }

  /** Returns values that the server suggests for an argument of a prompt, by method name; `context`: other arguments. */
  async $completePrompt<M extends PromptMethod<this>>(
    method: M,
    argument: PromptArgument<this, M>,
    value: string,
    context?: Readonly<Partial<Record<PromptArgument<this, M>, string | undefined>>>,
    options?: CallOptions,
  ): Promise<Completion> {
    const { name } = this.#known(this.#contract.prompts, method, "prompt");
    return this.$client.complete(
      { type: "ref/prompt", name },
      { name: argument, value },
      withoutUndefined(context as Readonly<Record<string, string>> | undefined),
      options,
    );
  }

  /**
   * Called by generated methods; resolves to the data of the answer. The method declares its type: `never` fits them all, and
   * saves the compiler from looking up every tool in `Tools`.
   */
  protected async $invoke(name: string, input: unknown, options: CallOptions = {}): Promise<never> {
    const result = await this.#call(name, input, { ...options, raiseOnError: true });
    return (await this.#dated(name, result)).data as never;
  }

  protected $resources<Resources>(): Resources {
    return resourceMethods(this.#contract.resources ?? {}, () => this.$client) as Resources;
  }

  protected $prompts<Prompts>(): Prompts {
    return promptMethods(this.#contract.prompts ?? {}, () => this.$client, this.#validation) as Prompts;
  }

  /** Returns the arguments as they are sent. Rejects for wrong ones. */
  async #checked(name: string, given: unknown, { validate }: WholeCallOptions): Promise<JsonObject> {
    const facts = this.#known(this.#contract.tools, name, "tool");
    const { server } = this.#contract;
    const subject = `tool "${show(name)}"`;
    const input = toolInput(facts, given);
    await this.#validation.checkInput(validatorNamesOf(name, facts).input, input, validate, (issues) => {
      return new InputValidationError(subject, issues, { server, subject: name });
    });
    if (!isJsonObject(input))
      throw new InputValidationError(subject, [{ path: [], message: "must be an object" }], {
        server,
        subject: name,
      });
    return input;
  }

  async #call(name: string, given: unknown, options: WholeCallOptions): Promise<ToolResult> {
    const facts = this.#known(this.#contract.tools, name, "tool");
    const { server } = this.#contract;
    const validators = validatorNamesOf(name, facts);
    const input = await this.#checked(name, given, options);
    const known = {
      wrapped: facts.wrapped === true,
      repeatable: facts.readOnly === true || facts.idempotent === true,
      headerSchema: headerSchema(facts),
      asTask: facts.task === "required",
    };
    const client = this.$client;
    if (this.#options.onDrift !== "ignore") await this.#drift.admit(name, options.signal);
    const result = await client.backend.callTool(name, input, options, known);
    if (result.isError) return result;
    if (validators.output === undefined) return { ...result, data: result.content };
    const consequence = await this.#validation.consequence("output", options.validate);
    if (facts.learned !== undefined) {
      const learned = consequence === "skip" ? undefined : await this.#validators.of(validators.output);
      return this.#learned.deliver(result, facts.learned, learned, { server, subject: name });
    }
    if (consequence === "skip") return result;
    const { era } = this.#contract;
    const output = await this.#validators.of(validators.output);
    const { data, issues } = checkOutput(output, result.data, era, client.era ?? era);
    const delivered: ToolResult = { ...result, data };
    if (issues !== undefined) {
      const details = { server, subject: name };
      const error = new OutputValidationError(`tool "${show(name)}"`, issues, delivered, details);
      this.#validation.settle(consequence, client.backend.reporter.clean(error) as OutputValidationError);
    }
    return delivered;
  }

  /** Returns an answer with `Date`s in its data, if the code was generated with them. Models and shells get texts. */
  async #dated(name: string, result: ToolResult): Promise<ToolResult> {
    const { data, content, isError } = result;
    if (this.#contract.tools[name]?.dates !== true || isError || data === content) return result;
    return { ...result, data: (await this.#dates.of(name))(data) };
  }

  /** Reports a violation that is let pass. */
  #warn(error: FmcpError): void {
    const { code, message, subject } = error;
    const facts = {
      server: this.#contract.server,
      code,
      message,
      ...(subject !== undefined && { subject }),
    };
    this.$client.report({ type: "diagnostic", severity: "warning", ...facts, cause: error });
  }

  /** Returns an entry that is the contract's own property. */
  #known<T>(table: Readonly<Record<string, T>> | undefined, name: string, kind: string): T {
    const facts = table !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
    if (facts !== undefined) return facts;
    const { server } = this.#contract;
    throw new ConfigurationError(
      `"${show(server)}" has no ${kind} "${show(name)}" that this code was generated for. Generate it again, or use \`$client\`.`,
      {
        server,
        subject: name,
      },
    );
  }

  /** Returns the config's entry of this server; `undefined` if a target replaces it. */
  async #entry(): Promise<ServerEntry | undefined> {
    const { target, transport } = this.#options;
    return target === undefined && transport === undefined ? (await this.#server.get()).entry : undefined;
  }
}

function headerSchema({ headers }: ToolFacts): JsonObject | undefined {
  return headers === undefined ? undefined : { type: "object", properties: headers };
}
