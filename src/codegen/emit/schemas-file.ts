import type { ServerPlan } from "../plan/index.js";
import { type Code, code, nothing, onLines } from "../printer/index.js";
import { printValidatorDeclaration, usedHelpers } from "../schema/index.js";
import { importNames, importSpecifier } from "./imports.js";

/** Returns the regions of `schemas.ts`. */
export function schemasRegions(server: ServerPlan, importSuffix: string): Readonly<Record<string, Code>> {
  const { schemas } = server;
  if (schemas.declarations.length === 0) return { imports: nothing, schemas: code`export {};` };
  const validators = schemas.declarations.map((declaration) =>
    printValidatorDeclaration(declaration, schemas),
  );
  const helpers = usedHelpers(schemas).map((name) => ({ name, type: false }));
  return {
    imports: onLines([
      code`import * as z from "zod";`,
      ...(helpers.length === 0 ? [] : [importNames(helpers, code`"fmcp-runtime/validators"`)]),
      code`import * as json from ${importSpecifier("./catalogue", importSuffix)};`,
      code`import type * as t from ${importSpecifier("./types", importSuffix)};`,
    ]),
    schemas: onLines(validators, 1),
  };
}
