import { DIALECTS } from "./dialects/index.js";
import { workspaceFolderOf } from "./workspace-folder.js";

/** Where a person works. */
export interface Workplace {
  /** The home folder. Default: unknown, so that no file counts as one that a client keeps there. */
  readonly userHome?: string;
  /** The folder of the project that the person works in. */
  readonly project?: string;
}

/**
 * Returns the folder that relative paths of a config and its `${workspaceFolder}` count from: `workspaceFolderOf`, except for a
 * file in the home folder of a client that works in a project. Such a client starts its servers in the project.
 *
 * @returns `undefined` for the working directory of the process, if the project is unknown
 */
export function startFolderOf(path: string, { userHome, project }: Workplace): string | undefined {
  const isPersonal = userHome !== undefined && isKeptForProjects(path, userHome);
  return isPersonal ? project : workspaceFolderOf(path);
}

function isKeptForProjects(path: string, userHome: string): boolean {
  const plain = path.replaceAll("\\", "/");
  const home = userHome.replaceAll("\\", "/").replace(/\/$/, "");
  return DIALECTS.some(
    ({ startsIn, home: files }) =>
      startsIn === "project" && files.some((file) => plain === `${home}/${file}`),
  );
}
