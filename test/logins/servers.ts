import type { LoginServer } from "./login-server.js";
import { BETTER_AUTH } from "./rows/better-auth.js";
import { HYDRA_ROWS } from "./rows/hydra.js";
import { KEYCLOAK } from "./rows/keycloak.js";
import { PYTHON } from "./rows/python.js";
import { TYPESCRIPT } from "./rows/typescript.js";

/** Every row of the table. */
export const SERVERS: readonly LoginServer[] = [
  ...TYPESCRIPT,
  ...PYTHON,
  ...BETTER_AUTH,
  ...KEYCLOAK,
  ...HYDRA_ROWS,
];
