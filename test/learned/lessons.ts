import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { JsonObject } from "../../src/shared/json/json.js";

/** Tool and arguments. */
export type Call = readonly [tool: string, args: JsonObject];

/** What a server of test/tour/mcp.json is asked: tools that only read. */
export interface Lesson {
  readonly server: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Calls that make what is read afterwards; they are not recorded. */
  readonly before?: readonly Call[];
  readonly calls: readonly Call[];
}

/** A folder with sources, a git repository with commits, that the servers are asked about. */
export interface Subject {
  readonly project: string;
  /** Source files in it, by path. */
  readonly files: readonly string[];
  /** Where servers may keep what they know. */
  readonly state: string;
}

const WORDS = ["json", "text", "bytes", "show", "value", "export"];

/** All lessons about `subject`. */
export function lessonsOf(subject: Subject): readonly Lesson[] {
  return [codeIndex(subject), documents(subject), git(subject), files(subject)];
}

function codeIndex({ project, files: paths, state }: Subject): Lesson {
  // how jcodemunch names the index of a folder
  const repo = "project";
  const functions = paths.flatMap((path) =>
    [...readFileSync(join(project, path), "utf8").matchAll(/^export function (\w+)/gm)].map(
      ([, name = ""]) => ({
        name,
        id: `${path}::${name}#function`,
      }),
    ),
  );
  const ofFiles = ["get_file_outline", "get_file_content", "find_importers", "get_file_risk"];
  const ofSymbols = [
    "get_symbol_source",
    "get_context_bundle",
    "get_call_hierarchy",
    "get_symbol_complexity",
  ];
  const others = ["get_related_symbols", "get_impact_preview"];
  return {
    server: "jcodemunch-mcp",
    env: { CODE_INDEX_PATH: join(state, "index"), JCODEMUNCH_DEFAULT_FORMAT: "json" },
    before: [["index_folder", { path: project, use_ai_summaries: false }]],
    calls: [
      ["list_repos", {}],
      ...["", "json", "../state", "nowhere", "text", "../state/index", "gone"].map((path): Call => [
        "resolve_repo",
        { path: join(project, path) },
      ]),
      ...["", "json", "text", "nowhere"].map((path_prefix): Call => ["get_file_tree", { repo, path_prefix }]),
      ...paths.flatMap((path): Call[] => [
        ...ofFiles.map((tool): Call => [tool, { repo, file_path: path }]),
        ["get_dependency_graph", { repo, file: path }],
        ["get_coupling_metrics", { repo, module_path: path }],
      ]),
      ...functions.flatMap(({ name, id }): Call[] => [
        ...[...ofSymbols, ...others].map((tool): Call => [tool, { repo, symbol_id: id }]),
        ...["find_references", "check_references"].map((tool): Call => [tool, { repo, identifier: name }]),
        ...["get_blast_radius", "check_delete_safe"].map((tool): Call => [tool, { repo, symbol: name }]),
      ]),
      ...WORDS.flatMap((query) =>
        ["search_symbols", "search_text", "plan_turn", "get_ranked_context"].map((tool): Call => [
          tool,
          { repo, query },
        ]),
      ),
      ...[1, 3, 10].flatMap((top_n) =>
        ["get_hotspots", "get_symbol_importance"].map((tool): Call => [tool, { repo, top_n }]),
      ),
    ],
  };
}

function documents({ state }: Subject): Lesson {
  const names = ["empty", "short", "long", "table"].map((name) => join(state, `${name}.docx`));
  const [, short = "", long = "", table = ""] = names;
  const paragraphs = ["One.", "Two words.", "And a third paragraph of some more words."];
  const before: Call[] = [
    ...names.map((filename): Call => ["create_document", { filename, title: "A title", author: "Ann" }]),
    ["add_heading", { filename: short, text: "Head", level: 1 }],
    ...[short, long, long].flatMap((filename) =>
      paragraphs.map((text): Call => ["add_paragraph", { filename, text }]),
    ),
    [
      "add_table",
      {
        filename: table,
        rows: 2,
        cols: 2,
        data: [
          ["a", "b"],
          ["1", "2"],
        ],
      },
    ],
  ];
  const all = ["get_document_info", "get_document_text", "get_document_outline", "get_all_comments"];
  return {
    server: "word_mcp_server",
    before,
    calls: names.flatMap((filename): Call[] => [
      ...[...all, "validate_document_footnotes"].map((tool): Call => [tool, { filename }]),
      ...["word", "One", "none"].map((text_to_find): Call => [
        "find_text_in_document",
        { filename, text_to_find },
      ]),
      ...[0, 1].flatMap((paragraph_index): Call[] => [
        ["get_paragraph_text_from_document", { filename, paragraph_index }],
        ["get_comments_for_paragraph", { filename, paragraph_index }],
      ]),
      ["get_comments_by_author", { filename, author: "Ann" }],
    ]),
  };
}

function git({ project: repo_path }: Subject): Lesson {
  return {
    server: "mcp-server-git",
    calls: [
      ["git_status", { repo_path }],
      ["git_diff_unstaged", { repo_path }],
      ...[1, 2, 3].map((max_count): Call => ["git_log", { repo_path, max_count }]),
      ...["HEAD", "HEAD~1"].map((revision): Call => ["git_show", { repo_path, revision }]),
      ...["local", "all"].map((branch_type): Call => ["git_branch", { repo_path, branch_type }]),
    ],
  };
}

function files({ project, files: paths }: Subject): Lesson {
  const folders = [project, ...new Set(paths.map((path) => join(project, path, "..")))];
  return {
    server: "agent-infra-mcp-server-filesystem",
    calls: [
      ["list_allowed_directories", {}],
      ...folders.flatMap((path) =>
        ["list_directory", "directory_tree", "get_file_info"].map((tool): Call => [tool, { path }]),
      ),
      ...paths.map((path): Call => ["get_file_info", { path: join(project, path) }]),
    ],
  };
}
