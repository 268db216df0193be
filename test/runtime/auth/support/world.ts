import {
  createAuth,
  MemoryTokenStore,
  type AuthContext,
  type AuthEvent,
  type HttpAuth,
  type OAuthOptions,
} from "../../../../src/runtime/auth/index.js";

/** What one request looked like. */
export interface Asked {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  /** A form-encoded body, or nothing. */
  readonly form: URLSearchParams;
  readonly body: string;
}

/** An answer: an object is JSON with status 200. */
export type Answer = Response | object;

/** What is at a URL: without query, the method does not matter. */
export type Places = Readonly<Record<string, Answer | ((asked: Asked) => Answer)>>;

/** How a login went. */
export interface Outcome {
  /** `in`: the server took the token. Else the code of the error. */
  readonly result: string;
  readonly message: string;
  /** Every request to a place of the authorization side, in order. */
  readonly asked: readonly Asked[];
  readonly events: readonly AuthEvent[];
  /** The authorization page that was opened. */
  readonly page: URL | undefined;
}

/** An MCP server and what is around it, as hosts on the internet would be: none of the addresses is real, but the callback is. */
export interface World {
  readonly serverUrl: string;
  /** `WWW-Authenticate` of its 401. Default `Bearer`. */
  readonly challenge?: string;
  readonly places: Places;
  /** Access tokens that the server takes. Default `at`. */
  readonly takes?: readonly string[];
  /** Query of the redirect back, beside `code` and `state`. */
  readonly back?: Readonly<Record<string, string>>;
}

/** A client in front of the server of `world`, and what it did so far. */
export interface Visitor {
  readonly auth: HttpAuth;
  readonly asked: Asked[];
  readonly events: AuthEvent[];
  /** Authorization pages that were opened. */
  readonly pages: URL[];
  /** Calls the server: `in`, or the code of the error. */
  call(): Promise<Pick<Outcome, "result" | "message">>;
}

export function visitor(
  world: World,
  options: Partial<OAuthOptions> = {},
  context: Partial<AuthContext> = {},
): Visitor {
  const asked: Asked[] = [];
  const events: AuthEvent[] = [];
  const pages: URL[] = [];
  const auth = createAuth(
    {
      type: "oauth",
      storage: new MemoryTokenStore(),
      callback: { timeoutMs: 5_000 },
      fetch: async (input, init) => answered(world.places, input, init, asked),
      openUrl: (url: URL) => {
        pages.push(url);
        void comeBack(url, world.back);
      },
      ...options,
    },
    {
      serverUrl: world.serverUrl,
      server: "weather",
      fetch: async (_input, init) => protectedAnswer(world, init),
      onEvent: (event) => events.push(event),
      ...context,
    },
  );
  const call = async (): Promise<Pick<Outcome, "result" | "message">> => {
    const error = await auth.fetch(world.serverUrl, { method: "POST" }).then(
      (response) => (response.status === 200 ? undefined : new Error(`HTTP ${response.status}`)),
      (reason: unknown) => reason as Error & { code?: string },
    );
    const result = error === undefined ? "in" : ((error as { code?: string }).code ?? error.message);
    return { result, message: error?.message ?? "" };
  };
  return { auth, asked, events, pages, call };
}

/** Logs in to the server of `world`, calls it, and says how that went. */
export async function logInto(world: World, options: Partial<OAuthOptions> = {}): Promise<Outcome> {
  const { asked, events, pages, call } = visitor(world, options);
  return { ...(await call()), asked, events, page: pages[0] };
}

/** The forms that went to `url`, as objects. */
export function formsTo(outcome: Pick<Outcome, "asked">, url: string): readonly Record<string, string>[] {
  return outcome.asked
    .filter((one) => one.url.href === url)
    .map(({ form }) => Object.fromEntries(form.entries()));
}

export function json(body: unknown, status = 200, type = "application/json"): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
}

function protectedAnswer({ takes = ["at"], challenge = "Bearer" }: World, init?: RequestInit): Response {
  const token = new Headers(init?.headers).get("authorization")?.replace(/^Bearer /, "");
  return token !== undefined && takes.includes(token)
    ? new Response("{}", { status: 200 })
    : new Response("", { status: 401, headers: { "www-authenticate": challenge } });
}

function answered(
  places: Places,
  input: string | URL,
  init: RequestInit | undefined,
  asked: Asked[],
): Response {
  const url = new URL(input);
  const body = init?.body === undefined || init.body === null ? "" : String(init.body as unknown);
  const one: Asked = {
    url,
    method: init?.method ?? "GET",
    headers: new Headers(init?.headers),
    form: new URLSearchParams(body.startsWith("{") ? "" : body),
    body,
  };
  asked.push(one);
  const place = places[`${url.origin}${url.pathname}`];
  if (place === undefined) return new Response("<h1>Not found</h1>", { status: 404 });
  const answer: Answer = typeof place === "function" ? (place as (asked: Asked) => Answer)(one) : place;
  return answer instanceof Response ? answer.clone() : json(answer);
}

/** The person agrees at once, and the browser is sent back. */
async function comeBack(page: URL, extra: Readonly<Record<string, string>> = {}): Promise<void> {
  const back = new URL(page.searchParams.get("redirect_uri") ?? "");
  const query = { code: "c0de", state: page.searchParams.get("state") ?? "", ...extra };
  for (const [name, value] of Object.entries(query)) back.searchParams.set(name, value);
  await (await fetch(back)).arrayBuffer();
}
