import type { Change } from "../../src/codegen/diff/index.js";

/** Something that the source or the change log of a package says was changed, and how the comparison must tell it. */
export interface Claim {
  /** Where it stands, and what it says. */
  readonly source: string;
  /** Which changes tell it: `severity kind name part pointer rule` of each matches. */
  readonly told: RegExp;
  readonly count: number;
}

/** A change as claims see it. */
export function lineOf({ severity, kind, name, part, pointer = "", rule }: Change): string {
  return `${severity} ${kind} ${name} ${part} ${pointer} ${rule}`;
}

/** What was read in the packages' own code, by package. Together the claims of a package account for every change. */
export const CLAIMS: Readonly<Record<string, readonly Claim[]>> = {
  "@modelcontextprotocol/server-filesystem": [
    {
      source: "dist/index.js: every registerTool got openWorldHint: false",
      told: /^dangerous tool \w+ annotations {2}openworldhint-changed$/,
      count: 14,
    },
    {
      source: "dist/index.js: move_file was destructiveHint: false and is true",
      told: /^dangerous tool move_file annotations {2}destructivehint-changed$/,
      count: 1,
    },
    {
      source: "dist/index.js: read_media_file says that other files come as embedded resources",
      told: /^dangerous tool read_media_file description/,
      count: 1,
    },
    {
      source: "dist/index.js: its content is z.union of image or audio and resource, was one z.object",
      told: /^(breaking|safe) tool read_media_file output \/properties\/content\/items/,
      count: 1,
    },
  ],
  "@modelcontextprotocol/server-everything": [
    {
      source:
        "dist/tools/*.js: one file for each tool; all but echo have new names (add → get-sum, printEnv → get-env, …)",
      told: /^breaking tool (add|annotatedMessage|getResourceLinks|getResourceReference|getTinyImage|listRoots|longRunningOperation|printEnv|sampleLLM|startElicitation|structuredContent) presence/,
      count: 11,
    },
    {
      source: "dist/tools/*.js: the new names, and gzip-file-as-resource, simulate-research-query, toggle-*",
      told: /^safe tool [a-z-]+ presence {2}tool-added$/,
      count: 15,
    },
    {
      source: "dist/tools/echo.js: it has a title and a longer description",
      told: /^dangerous tool echo /,
      count: 2,
    },
    {
      source:
        "dist/prompts/*.js: simple_prompt, complex_prompt and resource_prompt became simple-, args- and resource-prompt",
      told: /^breaking prompt (simple|complex|resource)_prompt presence/,
      count: 3,
    },
    {
      source: "dist/prompts/*.js: and completable-prompt came",
      told: /^safe prompt [a-z-]+ presence/,
      count: 4,
    },
    {
      source:
        "dist/everything.js had 100 resources test://static/resource/N (on its first pages); they are gone",
      told: /^breaking resource test:\/\/static\/resource\/\d+ presence/,
      count: 100,
    },
    {
      source: "dist/resources/templates.js: test://static/resource/{id} is replaced by two dynamic templates",
      told: /^(breaking resource template test:\/\/static|safe resource template demo:\/\/resource\/dynamic)/,
      count: 3,
    },
    {
      source: "dist/docs/*.md are served as files",
      told: /^safe resource demo:\/\/resource\/static\/document\//,
      count: 7,
    },
    { source: "dist/docs/instructions.md is new text", told: /^dangerous server .* instructions/, count: 1 },
  ],
  "@modelcontextprotocol/server-memory": [
    {
      source:
        "dist/index.js: nine tools are registerTool with title, outputSchema and all four hints; none was before",
      told: /^(dangerous|breaking) tool \w+ (title|output|annotations) {2}(title-changed|output-schema-added|\w+hint-changed)$/,
      count: 9 * 6,
    },
    {
      source: "dist/index.js: registerResource knowledge-graph",
      told: /^safe resource memory:\/\/knowledge-graph/,
      count: 1,
    },
    {
      source: "package.json: the SDK was 1.0.1, which knows 2024-11-05 only",
      told: /^safe server .* protocol-changed$/,
      count: 1,
    },
  ],
  "@playwright/mcp": [
    {
      source: "coreBundle.js: elements are named by target (was ref); startTarget and endTarget of a drag",
      told: /^(breaking|safe) tool browser_\w+ input (\/properties\/fields\/items)?\/properties\/(ref|target|startRef|endRef|startTarget|endTarget) /,
      count: 19,
    },
    {
      source:
        "coreBundle.js: the description of an element may be left out, and belongs to fields of forms, too",
      told: /^safe tool browser_\w+ input .*\/(element|startElement|endElement) property-(optional|added)$/,
      count: 7,
    },
    {
      source:
        "coreBundle.js: browser_run_code is browser_run_code_unsafe; browser_install is no tool any more",
      told: /^breaking tool browser_(run_code|install) presence/,
      count: 2,
    },
    { source: "coreBundle.js: five new tools", told: /^safe tool browser_\w+ presence/, count: 5 },
    {
      source:
        "coreBundle.js: network requests have filter, filename and static, a boolean with a default (was includeStatic)",
      told: /tool browser_network_requests /,
      count: 5,
    },
    {
      source:
        "coreBundle.js: level of console messages and scale of screenshots have defaults, which zod 4 lists as required",
      told: /^unknown tool browser_\w+ input \/properties\/(level|scale) /,
      count: 2,
    },
    {
      source: "coreBundle.js: screenshots may be webp, and the type has no default any more",
      told: /tool browser_take_screenshot input \/properties\/type /,
      count: 3,
    },
    {
      source: "coreBundle.js: new optional arguments",
      told: /^safe tool browser_(console_messages|evaluate|snapshot|tabs) input \/properties\/(all|filename|depth|boxes|url) /,
      count: 6,
    },
    { source: "coreBundle.js: other words", told: /description-changed$/, count: 7 },
  ],
  "chrome-devtools-mcp": [
    {
      source: "ToolHandler.js: registeredInputSchema = zod.object(…).strict()",
      told: /^breaking tool \w+ input \/additionalProperties object-closed$/,
      count: 29,
    },
    {
      source: "pages.js: width and height of resize_page are .int().positive(), were numbers",
      told: /^breaking tool resize_page input \/properties\/(width|height) /,
      count: 6,
    },
    {
      source:
        "emulation.js: forcedColors, prefersContrast, prefersReducedMotion; performance.js: ignoreCache",
      told: /^safe tool (emulate|performance_start_trace) input .* property-added$/,
      count: 4,
    },
    {
      source: "script.js: function may be left out for sourcePath, which came with format",
      told: /^safe tool evaluate_script input /,
      count: 3,
    },
    { source: "tools/*.js: three new tools", told: /^safe tool \w+ presence/, count: 3 },
    {
      source: "tools/*.js: .int() of zod 4 writes the limits of integers",
      told: /^safe tool \w+ input \S+ limit-formal$/,
      count: 10,
    },
    {
      source: "input.js: elements of fill_form are a described object of their own, no longer closed",
      told: /tool fill_form input \/properties\/elements\/items/,
      count: 2,
    },
    { source: "tools/*.js: other words", told: /description-changed$/, count: 11 },
  ],
  "@notionhq/notion-mcp-server": [
    {
      source: "README, Version 2.0.0 breaking changes: the four database tools are gone",
      told: /^breaking tool API-(create-a-database|post-database-query|retrieve-a-database|update-a-database) presence/,
      count: 4,
    },
    {
      source: "README: data source tools, list-data-source-templates and move-page",
      told: /^safe tool API-\S+ presence/,
      count: 6,
    },
    {
      source: "notion-openapi.json: every operation but create-a-comment takes Notion-Version",
      told: /^safe tool API-\S+ input \/properties\/Notion-Version /,
      count: 14,
    },
    {
      source: "README: search filters by page or data_source",
      told: /tool API-post-search input \/properties\/filter/,
      count: 4,
    },
    {
      source: "README: pages are created under page_id or database_id: a oneOf",
      told: /tool API-post-page input \/properties\/parent/,
      count: 1,
    },
    {
      source: "notion-openapi.json: blockObjectRequest is an anyOf of kinds of blocks",
      told: /tool API-patch-block-children input \/properties\/children/,
      count: 1,
    },
    {
      source: "notion-openapi.json: operations list their errors, which go into descriptions",
      told: /^dangerous tool API-\S+ description/,
      count: 15,
    },
  ],
};
