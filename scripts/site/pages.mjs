// The pages of the documentation site: the files of the repository themselves, with their links rewritten.
import { posix } from "node:path";

/** Files of the site by their path in the repository: `README.md` is the first page. */
export const PAGES = {
  "README.md": "index.md",
  "SECURITY.md": "SECURITY.md",
  "ARCHITECTURE.md": "ARCHITECTURE.md",
  "CONTRIBUTING.md": "CONTRIBUTING.md",
  "CHANGELOG.md": "CHANGELOG.md",
  "src/runtime/CHANGELOG.md": "CHANGELOG-runtime.md",
};

/** The menu at the side. A page of docs/ that is in none of these comes last, under “More”. */
const MENU = [
  [
    "Start",
    ["README.md", "docs/generating.md", "docs/clients.md", "docs/configs.md", "docs/troubleshooting.md"],
  ],
  [
    "Use",
    [
      "docs/runtime.md",
      "docs/fastmcp.md",
      "docs/agents.md",
      "docs/testing.md",
      "docs/shell.md",
      "docs/server.md",
      "docs/targets.md",
    ],
  ],
  ["Run", ["docs/ci.md", "docs/logins.md", "docs/many-users.md", "docs/places.md", "SECURITY.md"]],
  [
    "Measured",
    [
      "docs/tour.md",
      "docs/tenants.md",
      "docs/interop.md",
      "docs/proxy.md",
      "docs/agents-table.md",
      "docs/learned-table.md",
      "docs/kills.md",
    ],
  ],
  ["Project", ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "src/runtime/CHANGELOG.md"]],
];

/** Returns the path on the site of a file in the repository. */
export function pageOf(path) {
  return PAGES[path] ?? path;
}

/** Returns the title of a page: its first heading. */
export function titleOf(text) {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll("`", "") ?? "fmcp-codegen";
}

/**
 * Returns the text of a page with its links rewritten for the site. A link to anything that is not a page, such as a folder of
 * sources, becomes plain text.
 *
 * @param {string} path in the repository
 * @param {string} text
 * @param {ReadonlySet<string>} files that the site has, by their path in the repository
 */
export function siteText(path, text, files) {
  return text.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, image, label, target) => {
    if (/^(?:[a-z]+:|#)/.test(target)) return whole;
    const [file, anchor = ""] = target.split(/(?=#)/);
    const found = posix.join(posix.dirname(path), file);
    if (!files.has(found)) return image === "" ? label : whole;
    const relative = posix.relative(posix.dirname(pageOf(path)), pageOf(found));
    return `${image}[${label}](${relative.startsWith(".") ? relative : `./${relative}`}${anchor})`;
  });
}

/** Returns the menu with titles. @param {ReadonlyMap<string, string>} texts by their path in the repository */
export function menuOf(texts) {
  const listed = new Set(MENU.flatMap(([, paths]) => paths));
  const others = [...texts.keys()].filter((path) => path.startsWith("docs/") && !listed.has(path)).sort();
  return [...MENU, ["More", others]]
    .map(([text, paths]) => ({
      text,
      items: paths
        .filter((path) => texts.has(path))
        .map((path) => ({
          text: path === "README.md" ? "Getting started" : titleOf(texts.get(path)),
          link: `/${pageOf(path).replace(/(?:^|(?<=\/))index\.md$|\.md$/, "")}`,
        })),
    }))
    .filter(({ items }) => items.length > 0);
}
