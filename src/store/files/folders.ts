import { homedir, userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { failed, type Result, success } from '../../domain/result.ts';
import { codeOf } from './disk-failure.ts';

/** Where everything of ours lies; absolute paths, none of them made yet. */
export type Folders = {
  /** Client records, keys, answers, the user's own runbooks. */
  data: string;
  /** Journals and locks. */
  state: string;
  /** Settings. */
  config: string;
};

export type Environment = Record<string, string | undefined>;

const OURS = 'dcr-runbook';

/**
 * Our folders by the XDG Base Directory specification: a variable that is unset, empty or relative does not count.
 * @param homeOf the home folder that the system knows, asked only where it is needed and HOME does not say it.
 */
export function folders(env: Environment, homeOf: () => string | undefined = systemHome): Result<Folders> {
  const home = absolute(env['HOME']) ?? absolute(homeOf());
  const below = (variable: string, ...fallback: string[]) => {
    const base = absolute(env[variable]) ?? (home === undefined ? undefined : join(home, ...fallback));
    return base === undefined ? undefined : join(base, OURS);
  };
  const data = below('XDG_DATA_HOME', '.local', 'share');
  const state = below('XDG_STATE_HOME', '.local', 'state');
  const config = below('XDG_CONFIG_HOME', '.config');
  if (data && state && config) return success({ data, state, config });
  return failed({
    kind: 'not-valid',
    problem: 'this user has no home folder, so there is no place for client records, journals and settings',
    hint: 'Set HOME, or XDG_DATA_HOME, XDG_STATE_HOME and XDG_CONFIG_HOME, to absolute paths.',
  });
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? path : undefined;
}

// homedir() only repeats an empty or relative HOME; userInfo() asks the user database and throws where there is no entry.
function systemHome(): string | undefined {
  const home = homedir();
  if (isAbsolute(home)) return home;
  try {
    return userInfo().homedir;
  } catch (error) {
    codeOf(error);
    return undefined;
  }
}
