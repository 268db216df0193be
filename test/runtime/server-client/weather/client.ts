// What the generator writes for the weather server, by hand: the contract between generated code and the runtime.
import * as z from "zod";
import {
  type CallOptions,
  type ClientOptions,
  type Content,
  type PromptResult,
  type ResourceContent,
  type ResourceReader,
  ServerClient,
  type ServerContract,
} from "../../../../src/runtime/index.js";

export interface GetForecastInput {
  city: string;
  days?: number;
}
export interface GetForecastOutput {
  city: string;
  days: number;
}

export interface WeatherTools {
  get_forecast: { input: GetForecastInput; output: GetForecastOutput };
  "set-alert": { input: { region: string; level: number }; output: Content };
  list_cities: { input: Record<string, never>; output: string[] };
  "broken output": { input: Record<string, never>; output: { n: number } };
  echo: { input: { a?: unknown }; output: Content };
}

const validators = {
  getForecastInput: z.strictObject({ city: z.string().min(1), days: z.int().min(1).exactOptional() }),
  getForecastOutput: z.looseObject({ city: z.string(), days: z.number() }),
  setAlertInput: z.strictObject({ region: z.string(), level: z.number() }),
  listCitiesInput: z.strictObject({}),
  listCitiesOutput: z.array(z.string()),
  echoInput: z.looseObject({}),
  brokenOutputInput: z.looseObject({}),
  brokenOutputOutput: z.object({ n: z.number() }),
  packingListArguments: z.strictObject({ city: z.string(), days: z.any().optional() }),
};

const contract: ServerContract = {
  server: "weather",
  config: "./mcp.json",
  base: import.meta.url,
  era: "modern",
  validators: async () => validators,
  tools: {
    get_forecast: {
      input: "getForecastInput",
      output: "getForecastOutput",
      positional: "city",
      readOnly: true,
      digest: "0000000000000001",
    },
    "set-alert": {
      input: "setAlertInput",
      defaults: { level: 2 },
      destructive: true,
      digest: "0000000000000002",
    },
    list_cities: { input: "listCitiesInput", output: "listCitiesOutput", digest: "0000000000000003" },
    "broken output": { output: "brokenOutputOutput", digest: "0000000000000004" },
    echo: { digest: "0000000000000005" },
  },
  resources: { alerts: { template: "weather://alerts/{region}{?since}", complete: true } },
  prompts: {
    packingList: {
      name: "packing-list",
      input: "packingListArguments",
    },
  },
};

export class WeatherClient extends ServerClient<WeatherTools> {
  constructor(options?: ClientOptions) {
    super(contract, options);
  }
  getForecast(input: GetForecastInput, options?: CallOptions): Promise<GetForecastOutput>;
  getForecast(city: string, options?: CallOptions): Promise<GetForecastOutput>;
  getForecast(input: unknown, options?: CallOptions): unknown {
    return this.$invoke("get_forecast", input, options);
  }
  setAlert(input: { region: string; level?: number }, options?: CallOptions): Promise<Content> {
    return this.$invoke("set-alert", input, options);
  }
  listCities(input?: Record<string, never>, options?: CallOptions): Promise<string[]> {
    return this.$invoke("list_cities", input, options);
  }
  brokenOutput(input?: Record<string, never>, options?: CallOptions): Promise<{ n: number }> {
    return this.$invoke("broken output", input, options);
  }
  echo(input?: { a?: unknown }, options?: CallOptions): Promise<Content> {
    return this.$invoke("echo", input, options);
  }
  readonly resources: WeatherResources = this.$resources();
  readonly prompts: WeatherPrompts = this.$prompts();
}

export interface WeatherResources extends ResourceReader<"weather://stations"> {
  alerts(variables: { region: string; since?: string }, options?: CallOptions): Promise<ResourceContent>;
}
export interface WeatherPrompts {
  packingList(args: { city: string; days?: unknown }, options?: CallOptions): Promise<PromptResult>;
}
