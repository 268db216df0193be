import { UnknownNameError } from "../../shared/command-line/command-line-errors.js";

/** The shells that `completion` writes a script for. */
export const SHELLS: readonly string[] = ["bash", "fish", "zsh"];

/**
 * Returns a script that completes the words after `name` by asking the program itself: `name __complete words…` prints a
 * candidate a line, with its meaning after a tab.
 *
 * @param name `[A-Za-z0-9_.-]+`
 * @throws {UnknownNameError} for another shell
 */
export function completionScript(shell: string, name: string): string {
  const of = SCRIPTS[SHELLS.indexOf(shell)];
  if (of === undefined)
    throw new UnknownNameError(`Completion is not available for "${shell}"`, shell, SHELLS, "Shells:");
  return of(name, `_${name.replace(/\W/g, "_")}_complete`);
}

const SCRIPTS = [bash, fish, zsh] as const;

function bash(name: string, own: string): string {
  return `${own}() {
  local word
  COMPREPLY=()
  while IFS=$'\\t' read -r word _; do
    COMPREPLY+=("$word")
  done < <("$1" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F ${own} ${name}
`;
}

function fish(name: string): string {
  return `complete -c ${name} -f -a '(${name} __complete (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete -c ${name} -n 'contains -- (commandline -opc)[-1] --output --config' -F
`;
}

function zsh(name: string, own: string): string {
  return `#compdef ${name}
${own}() {
  local -a found
  local word about
  while IFS=$'\\t' read -r word about; do
    found+=("\${word//:/\\\\:}\${about:+:$about}")
  done < <("$words[1]" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#found} )); then _describe '${name}' found; else _files; fi
}
if [[ "$funcstack[1]" == "_${name}" ]]; then ${own} "$@"; else compdef ${own} ${name}; fi
`;
}
