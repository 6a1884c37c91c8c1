import { isJsonObject, type Json } from '../../domain/json.ts';
import { dotted, type Path, type Problem, type Where } from '../problem.ts';
import { type Runbook, runbookSchema } from './schema.ts';
import { schemaProblems } from './schema-problems.ts';
import { plainSecretIn, straySecrets } from './stray-secrets.ts';
import { readYaml } from './yaml-document.ts';

export type ParsedRunbook = { runbook: Runbook; where: Where };

const VERSION = 1;

/** A runbook's text to the runbook, or to all that is wrong with it, each with line and column. Never throws. */
export function parseRunbook(text: string, file?: string): ParsedRunbook | { problems: Problem[] } {
  const parsed = parse(text);
  if (!('problems' in parsed)) return parsed;
  return { problems: parsed.problems.map(problem => (file === undefined ? problem : { file, ...problem })) };
}

function parse(text: string): ParsedRunbook | { problems: Problem[] } {
  const read = readYaml(text);
  if ('problems' in read) return read;
  const { json, where } = read;
  const foreign = otherVersion(json, where);
  if (foreign) return { problems: [foreign] };
  const stray = [...strayValues(json, where), ...strayComments(text)];
  const result = runbookSchema.safeParse(withoutExtensions(json, []));
  if (result.success && stray.length === 0) return { runbook: result.data, where };
  return { problems: inOrder([...stray, ...schemaProblems(result.error?.issues ?? [], json, where)]) };
}

function otherVersion(json: Json, where: Where): Problem | undefined {
  if (!isJsonObject(json)) {
    return { ...where([]), path: '', message: 'a runbook is a mapping that begins with "version: 1"' };
  }
  const version = json['version'];
  if (version === VERSION) return undefined;
  const hint = `write "version: ${VERSION}"`;
  if (version === undefined) return { ...where([]), path: 'version', message: 'is missing', hint };
  const isLater = typeof version === 'number' && version > VERSION;
  const message = `this tool reads version ${VERSION} of the format, and this file is of another`;
  return { ...where(['version']), path: 'version', message, hint: isLater ? 'a newer dcr-runbook may read it' : hint };
}

/** `x-*` keys are the author's own. In the client metadata they are members like any other, and sent. */
function withoutExtensions(json: Json, path: Path): Json {
  if (Array.isArray(json)) return json.map((item, index) => withoutExtensions(item, [...path, index]));
  if (!isJsonObject(json) || dotted(path) === 'client.metadata' || path.at(-1) === 'set') return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, value]) => [name, withoutExtensions(value, [...path, name])]),
  );
}

const NO_PLACE = 'a runbook has no place for a secret';
const INSTEAD = 'give tokens by --admin-token-file or --iat-file, and let keys be made or read from a file';

function strayValues(json: Json, where: Where): Problem[] {
  return straySecrets(json).map(({ path, what }) => ({
    ...where(path),
    path: dotted(path),
    message: `this looks like ${what}: ${NO_PLACE}`,
    hint: INSTEAD,
  }));
}

/** A token that was commented out goes round with the file all the same. */
function strayComments(text: string): Problem[] {
  return text.split('\n').flatMap((line, index) => {
    const column = /(^|\s)#/.exec(line)?.index;
    // Only what is certain: a comment may well name a key ID.
    const what = column === undefined ? undefined : plainSecretIn(line.slice(column));
    if (what === undefined || column === undefined) return [];
    return [
      {
        line: index + 1,
        column: column + 1,
        path: '',
        message: `this comment holds ${what}: ${NO_PLACE}`,
        hint: INSTEAD,
      },
    ];
  });
}

function inOrder(problems: Problem[]): Problem[] {
  return problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
