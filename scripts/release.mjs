// One version for both packages.
//   node scripts/release.mjs set 1.2.3     the version in both packages and in the lock, and a date in both changelogs
//   node scripts/release.mjs check v1.2.3  fails unless both packages and changelogs are at that version
//   node scripts/release.mjs notes v1.2.3  what both changelogs say of it, as one text
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const PACKAGES = [
  { name: "fmcp-codegen", folder: "." },
  { name: "fmcp-runtime", folder: "src/runtime" },
];

/** Returns the changelog with its "unreleased" heading replaced by that of a release. */
export function datedChangelog(text, version, date) {
  const dated = text.replace(/^## .* — unreleased$/m, `## ${version} — ${date}`);
  if (dated === text) throw new Error("no heading ends in “— unreleased”");
  return dated;
}

/** Returns what a changelog says of a version; `undefined` if the version is not in it. */
export function notesOf(text, version) {
  const sections = text.split(/^(?=## )/m);
  const found = sections.find((section) => section.startsWith(`## ${version} — `));
  return found?.slice(found.indexOf("\n")).trim();
}

/** Says what prevents a version from being released, one line each. */
export function faultsOf(version, packages) {
  return packages.flatMap(({ name, manifest, changelog }) => [
    ...(manifest.version === version ? [] : [`${name} is at ${manifest.version}, not ${version}`]),
    ...(name !== "fmcp-codegen" || manifest.dependencies?.["fmcp-runtime"] === version
      ? []
      : [`${name} depends on fmcp-runtime ${manifest.dependencies?.["fmcp-runtime"]}, not ${version}`]),
    ...(/^\d{4}-\d\d-\d\d$/.test(headingDate(changelog, version) ?? "")
      ? []
      : [`the changelog of ${name} has no dated heading for ${version}`]),
  ]);
}

function headingDate(changelog, version) {
  const heading = changelog.split("\n").find((line) => line.startsWith(`## ${version} — `));
  return heading?.slice(`## ${version} — `.length);
}

function readPackages(root) {
  return PACKAGES.map(({ name, folder }) => ({
    name,
    folder,
    manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")),
    changelog: readFileSync(join(root, folder, "CHANGELOG.md"), "utf8"),
  }));
}

function setVersion(root, version, date) {
  for (const { name, folder, manifest, changelog } of readPackages(root)) {
    manifest.version = version;
    if (name === "fmcp-codegen") manifest.dependencies["fmcp-runtime"] = version;
    writeFileSync(join(root, folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
    writeFileSync(join(root, folder, "CHANGELOG.md"), datedChangelog(changelog, version, date));
  }
  execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], {
    cwd: root,
    stdio: "inherit",
  });
}

function main(root, [command, given = ""]) {
  const version = given.replace(/^v/, "");
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version) || !["set", "check", "notes"].includes(command))
    throw new Error("usage: node scripts/release.mjs set|check|notes VERSION");
  if (command === "set") return setVersion(root, version, new Date().toISOString().slice(0, 10));
  const packages = readPackages(root);
  const faults = faultsOf(version, packages);
  if (faults.length > 0) throw new Error(faults.join("\n"));
  if (command === "notes")
    console.log(
      packages.map(({ name, changelog }) => `## ${name}\n\n${notesOf(changelog, version)}`).join("\n\n"),
    );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    main(process.cwd(), process.argv.slice(2));
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
