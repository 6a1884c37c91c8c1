import type { Command as Commander, Option } from 'commander';
import type { Shell } from './command.ts';

/** One place where words are completed: after `dcr-runbook`, or after a command of it. */
type Place = { path: string[]; words: string[]; options: readonly Option[]; takesRunbook: boolean };

/** A completion script made from the command line as it is, so that it cannot name what does not exist. */
export function completionScript(shell: Shell, program: Commander, runbooks: readonly string[]): string {
  const places = placesOf(program);
  switch (shell) {
    case 'bash':
      return bash(places, runbooks);
    case 'zsh':
      // zsh reads bash completions; one script less that can differ.
      return `#compdef dcr-runbook\nautoload -U +X bashcompinit && bashcompinit\n${bash(places, runbooks)}`;
    case 'fish':
      return fish(places, runbooks);
  }
}

function placesOf(command: Commander, path: string[] = []): Place[] {
  const place = {
    path,
    words: command.commands.map(child => child.name()),
    options: command.options,
    takesRunbook: command.registeredArguments.some(argument => argument.name() === 'runbook'),
  };
  return [place, ...command.commands.flatMap(child => placesOf(child, [...path, child.name()]))];
}

function bash(places: Place[], runbooks: readonly string[]): string {
  const cases = places.map(({ path, words, options, takesRunbook }) => {
    const offered = [...words, ...(takesRunbook ? runbooks : []), ...options.map(option => option.long ?? '')];
    return `    '${path.join(' ')}') words='${offered.join(' ')}' ;;`;
  });
  const values = choices(places).map(
    ({ flag, values }) => `    ${flag}) COMPREPLY=($(compgen -W '${values}' -- "$word")); return ;;`,
  );
  return `_dcr_runbook() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" place='' words='' i
  case "$before" in
${values.join('\n')}
    ${filesAfter(places).join('|')}) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${place:+$place }\${COMP_WORDS[i]}" in
      ${places.flatMap(({ path }) => (path.length > 0 ? [`'${path.join(' ')}'`] : [])).join('|')}) place="\${place:+$place }\${COMP_WORDS[i]}" ;;
    esac
  done
  case "$place" in
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ $word == */* ]] && COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _dcr_runbook dcr-runbook
`;
}

function fish(places: Place[], runbooks: readonly string[]): string {
  const lines = places.flatMap(({ path, words, options, takesRunbook }) => {
    const [command, verb] = path;
    const at =
      command === undefined
        ? '__fish_use_subcommand'
        : `__fish_seen_subcommand_from ${command}${verb === undefined ? '' : `; and __fish_seen_subcommand_from ${verb}`}`;
    const head = `complete -c dcr-runbook -n '${at}'`;
    return [
      ...[...words, ...(takesRunbook ? runbooks : [])].map(word => `${head} -f -a ${word}`),
      ...options.map(option => fishOption(head, option)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function fishOption(head: string, { long, short, required, description, argChoices }: Option): string {
  const names = [long && `-l ${long.slice(2)}`, short && `-s ${short.slice(1)}`].filter(Boolean).join(' ');
  const value = required ? ` -r${argChoices ? ` -f -a '${argChoices.join(' ')}'` : ''}` : '';
  return `${head} ${names}${value} -d '${description.replaceAll("'", "\\'")}'`;
}

function choices(places: Place[]): { flag: string; values: string }[] {
  const options = places.flatMap(place => place.options).filter(option => option.argChoices);
  return [
    ...new Map(
      options.map(({ long = '', argChoices = [] }) => [long, { flag: long, values: argChoices.join(' ') }]),
    ).values(),
  ];
}

/** Flags whose value is a file. */
function filesAfter(places: Place[]): string[] {
  const isFile = ({ flags }: Option) => /<(PATH|FILE)/i.test(flags);
  const flags = places.flatMap(place => place.options.filter(isFile).map(({ long = '' }) => long));
  return [...new Set(flags)];
}
