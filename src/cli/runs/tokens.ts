import { readAccessToken } from '../../domain/mint/access-token.ts';
import type { Result } from '../../domain/result.ts';
import { failed, success } from '../../domain/result.ts';
import { straySecrets } from '../../runbook/file/stray-secrets.ts';
import type { GivenToken } from '../../runbook/plan/gathering.ts';
import { question } from '../../runbook/questions.ts';
import { readTokenFile } from '../../store/files/token-file.ts';
import type { AnswerFlags } from '../command.ts';

export type Tokens = { adminToken?: GivenToken; iat?: GivenToken; warnings: string[] };

const WHAT = { 'admin-token': 'the admin access token', iat: 'the initial access token' } as const;

/**
 * The tokens of flags and environment, sealed as soon as they are read. The variables that hold one are taken out of
 * the environment, so that no child of this process inherits them.
 */
export async function readTokens(flags: AnswerFlags, environment: NodeJS.ProcessEnv): Promise<Result<Tokens>> {
  const tokens: Tokens = { warnings: [] };
  for (const name of ['admin-token', 'iat'] as const) {
    const given = await readToken(name, flags, environment);
    if (!given.ok) return given;
    if (given.value === undefined) continue;
    tokens.warnings.push(...given.value.warnings);
    tokens[name === 'iat' ? 'iat' : 'adminToken'] = given.value.given;
  }
  return success(tokens);
}

type Reading = Result<{ given: GivenToken; warnings: string[] } | undefined>;

async function readToken(
  name: 'admin-token' | 'iat',
  flags: AnswerFlags,
  environment: NodeJS.ProcessEnv,
): Promise<Reading> {
  const { env = '', envFile = '' } = question(name);
  const text = environment[env];
  delete environment[env];
  const inFlag = [flags[name]].flat().at(-1);
  const path = inFlag ?? environment[envFile];
  if (path !== undefined && straySecrets(path).length > 0) {
    return failed({
      kind: 'not-valid',
      problem: `${WHAT[name]} is read from a file, and what was given as its path looks like the token itself`,
      hint: `Write it to a file that only you can read, or pipe it in: ${question(name).flag} -`,
    });
  }
  if (path !== undefined && path !== '') {
    const read = await readTokenFile(WHAT[name], path, process.stdin);
    const from = inFlag === undefined ? 'environment' : 'flag';
    return read.ok ? success({ given: { token: read.value.token, from }, warnings: read.value.warnings }) : read;
  }
  if (text === undefined || text === '') return success(undefined);
  const token = readAccessToken(text);
  return 'problem' in token
    ? failed({ kind: 'not-valid', problem: `${WHAT[name]} in ${env} cannot be used: ${token.problem}` })
    : success({ given: { token, from: 'environment' }, warnings: [] });
}
