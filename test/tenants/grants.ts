import type { Auth, OAuthOptions } from "../../src/runtime/auth/auth.js";
import type { TokenStore } from "../../src/runtime/auth/index.js";
import type { MultiClientOptions } from "../../src/runtime/backend/backend-options.js";
import type { ClientTarget } from "../../src/runtime/transport/client-target.js";
import type { Parties } from "./parties.js";

type Storage = "memory" | "file" | TokenStore | undefined;

/** How a client proves for whom it asks. */
export interface Grant {
  readonly name: string;
  /** Tokens are kept in a store. */
  readonly stored: boolean;
  /** A client of one user. */
  own(parties: Parties, user: string, storage: Storage): readonly [ClientTarget, MultiClientOptions];
  /** One client of all users; `user` answers who asks now. Absent: the grant is that of a machine. */
  shared?(
    parties: Parties,
    user: () => string,
    storage: Storage,
  ): readonly [ClientTarget, MultiClientOptions];
}

const kept = (storage: Storage): object => (storage === undefined ? {} : { storage });

/** A store that others use, too, has to be told whose the tokens are. */
const named = (user: string, storage: Storage): object =>
  storage === undefined || storage === "memory" ? {} : { subject: user };

/** The person in front of the page, who is `user` at the time it is shown. */
const person = (parties: Parties, user: () => string): Pick<OAuthOptions, "openUrl" | "interactive"> => ({
  interactive: true,
  openUrl: async (page) => {
    const back = new URL(page.searchParams.get("redirect_uri") ?? "");
    back.searchParams.set("code", user());
    back.searchParams.set("state", page.searchParams.get("state") ?? "");
    back.searchParams.set("iss", parties.origin);
    await (await fetch(back)).text();
  },
});

const auth = (parties: Parties, value: object): readonly [ClientTarget, MultiClientOptions] => [
  parties.url,
  { auth: value as Auth },
];

export const GRANTS: readonly Grant[] = [
  {
    name: "bearer",
    stored: false,
    own: ({ url }, user) => [url, { auth: user }],
    shared: ({ url }, user) => [url, { auth: () => user() }],
  },
  {
    name: "headers",
    stored: false,
    own: ({ url }, user) => [{ url, headers: { "x-user": user } }, {}],
    shared: ({ url }, user) => [{ url, headers: () => ({ "x-user": user() }) }, {}],
  },
  {
    name: "AuthProvider",
    stored: false,
    own: ({ url }, user) => [url, { auth: { token: async () => user } }],
    shared: ({ url }, user) => [url, { auth: { token: async () => user() } }],
  },
  {
    name: "client_credentials",
    stored: true,
    own: (parties, user, storage) =>
      auth(parties, { type: "client_credentials", clientId: "app", clientSecret: user, ...kept(storage) }),
  },
  {
    name: "private_key_jwt",
    stored: true,
    own: (parties, user, storage) =>
      auth(parties, { type: "private_key_jwt", clientId: "app", assertion: user, ...kept(storage) }),
  },
  {
    name: "jwt_bearer",
    stored: true,
    own: (parties, user, storage) =>
      auth(parties, { type: "jwt_bearer", clientId: "app", assertion: user, ...kept(storage) }),
    shared: (parties, user, storage) => [
      parties.url,
      {
        subject: user,
        auth: { type: "jwt_bearer", clientId: "app", assertion: user, ...kept(storage) } as Auth,
      },
    ],
  },
  {
    name: "cross_app",
    stored: true,
    own: (parties, user, storage) =>
      auth(parties, {
        ...{ type: "cross_app", clientId: "app", ...named(user, storage), ...kept(storage) },
        idp: { tokenEndpoint: `${parties.origin}/token`, clientId: "idp", idToken: user },
      }),
    shared: (parties, user, storage) => [
      parties.url,
      {
        subject: user,
        auth: {
          ...{ type: "cross_app", clientId: "app", ...kept(storage) },
          idp: { tokenEndpoint: `${parties.origin}/token`, clientId: "idp", idToken: user },
        } as Auth,
      },
    ],
  },
  {
    name: "oauth",
    stored: true,
    own: (parties, user, storage) =>
      auth(parties, {
        ...{ type: "oauth", clientId: "app", ...named(user, storage), ...kept(storage) },
        ...person(parties, () => user),
      }),
    shared: (parties, user, storage) => [
      parties.url,
      {
        subject: user,
        auth: { type: "oauth", clientId: "app", ...kept(storage), ...person(parties, user) } as Auth,
      },
    ],
  },
];
