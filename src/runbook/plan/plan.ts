import type { Finding } from '../../domain/findings/finding.ts';
import type { InitialAccessToken } from '../../domain/mint/initial-access-token.ts';
import { MINT_DEFAULTS, type MintParameters } from '../../domain/mint/mint-request.ts';
import { tokenLifetime } from '../../domain/mint/mint-terms.ts';
import type { Known } from '../../flow/answers.ts';
import { type RegistrationStepId, STEP_IDS, type StepId } from '../../flow/step.ts';
import type { Problem } from '../problem.ts';
import { questions } from '../questions.ts';
import { answerTo, type Gathering, noted, type PlanInput, type Source } from './gathering.ts';
import { plannedClient } from './plan-client.ts';
import { plannedHandOver } from './plan-hand-over.ts';
import { plannedKeys } from './plan-keys.ts';
import { plannedServer } from './plan-server.ts';
import { plannedSteps, stepBounds } from './plan-steps.ts';
import { plannedUpdate } from './plan-update.ts';
import { readInteger, readLine } from './read-answer.ts';

/** What a run will do, as far as it can be known before it begins. */
export type Plan = {
  title: string;
  summary?: string;
  runbookName?: string;
  /** The steps to walk, in order. */
  steps: StepId[];
  /** Those of them that ask, and are answered from what is known instead. */
  silent: StepId[];
  known: Known;
  /** By question, and by `client.metadata.<member>`. */
  sources: Record<string, Source>;
  /** What to do by hand afterwards. */
  checklist: string[];
  /** About the runbook as a whole; those about the request come from `requestFindings`. */
  findings: Finding[];
};

/** Runbook, flags, variables and defaults to one plan, or all that is wrong with them. Reads nothing, sends nothing. */
export function plan(input: PlanInput): { plan: Plan } | { problems: Problem[] } {
  const gathering: Gathering = { input, sources: {}, findings: [], problems: [] };
  const planned = input.runbook?.update ? plannedUpdate(gathering) : plannedRegistration(gathering);
  if (gathering.problems.length > 0) return { problems: gathering.problems };
  const { runbook, runbookName } = input;
  return {
    plan: {
      title: runbook?.title ?? 'Register a client',
      ...(runbook?.summary !== undefined && { summary: runbook.summary.trim() }),
      ...(runbookName !== undefined && { runbookName }),
      ...planned,
      sources: gathering.sources,
      checklist: planned.known.handOver.flatMap(target => (target.to === 'checklist' ? target.items : [])),
      findings: gathering.findings,
    },
  };
}

function plannedRegistration(gathering: Gathering): Pick<Plan, 'steps' | 'silent' | 'known'> {
  const { input } = gathering;
  const { runbook } = input;
  gathering.problems.push(...forUpdatesOnly(input));
  const bounds = boundsOf(gathering);
  const server = plannedServer(gathering);
  const mint = plannedMint(gathering);
  const client = plannedClient(gathering);
  const keys = plannedKeys(gathering, client.asked);
  const openRegistration = input.iat === undefined && runbook?.initial_access_token === 'none';
  // With no server named yet, whether it mints is not known; with one named, its mint endpoint is all there is.
  const canMint = server === undefined || server.initial_access_token_endpoint !== undefined;
  const mints = input.iat === undefined && !openRegistration && canMint;
  const savesTo = input.flags?.hand_over !== undefined;
  const { steps, silent } = plannedSteps({ listed: runbook?.steps, ...bounds, mints, savesTo });
  const registers = steps.includes('register');
  const isCut = bounds.until !== undefined && bounds.until !== 'hand-over';
  const handOver = steps.includes('hand-over')
    ? plannedHandOver(gathering, { registers, asked: client.asked, keys, isCut })
    : [];
  const lack = nothingToMintWith(input, bounds.until, registers, canMint) ?? pastRegistration(bounds.from, registers);
  if (lack) gathering.problems.push(lack);
  const known: Known = {
    ...(server && { server }),
    registers,
    ...tokens(gathering),
    allowedOrigins: input.allowedOrigins ?? [],
    openRegistration,
    mint,
    template: client.template,
    keys,
    ...(client.redirectUris && { redirectUris: client.redirectUris }),
    metadata: client.metadata,
    handOver,
    sendAnyway: input.sendAnyway ?? false,
    confirmed: input.yes ?? false,
  };
  return { steps, silent, known };
}

/** Flags that a runbook without `update` has no use for: they would seem to have worked. */
function forUpdatesOnly({ flags = {} }: PlanInput): Problem[] {
  return questions
    .filter(({ name, key }) => key?.startsWith('update.') && flags[name] !== undefined)
    .map(({ flag, name }) => ({
      path: flag ?? name,
      message: 'is for changing a registered client: see client update, or update in a runbook',
    }));
}

function boundsOf({ input, problems }: Gathering): { until?: RegistrationStepId; from?: RegistrationStepId } {
  const bounds = stepBounds(input.until, input.from, STEP_IDS);
  if (!('problems' in bounds)) return bounds;
  problems.push(...bounds.problems);
  return {};
}

function tokens({ input, sources }: Gathering): Pick<Known, 'adminToken' | 'spareAdminToken' | 'iat'> {
  const { adminToken, iat, now } = input;
  if (adminToken) sources['admin-token'] = adminToken.from;
  if (iat) sources['iat'] = iat.from;
  return {
    ...(adminToken && { adminToken: adminToken.token }),
    ...(adminToken?.spare && { spareAdminToken: adminToken.spare }),
    ...(iat && { iat: givenIat(iat.token, now) }),
  };
}

function plannedMint(gathering: Gathering): MintParameters {
  const stated = gathering.input.runbook?.initial_access_token;
  const inRunbook: MintParameters = typeof stated === 'object' ? stated : {};
  if (stated === 'none') gathering.sources['initial_access_token'] = 'runbook';
  const count = readInteger(1);
  const parameters: MintParameters = {};
  const label = answerTo(gathering, 'initial_access_token.label', readLine, inRunbook.label);
  const expiresIn = answerTo(gathering, 'initial_access_token.expires_in', count, inRunbook.expires_in);
  const maxUses = answerTo(gathering, 'initial_access_token.max_uses', count, inRunbook.max_uses);
  parameters.label = (label ?? byDefault(gathering, 'label')).value;
  parameters.expires_in = (expiresIn ?? byDefault(gathering, 'expires_in')).value;
  parameters.max_uses = (maxUses ?? byDefault(gathering, 'max_uses')).value;
  return parameters;
}

function byDefault<K extends keyof typeof MINT_DEFAULTS>(gathering: Gathering, member: K) {
  const name = `initial_access_token.${member}`;
  return noted(gathering, name, { value: MINT_DEFAULTS[member], source: 'default', blame: { path: name } });
}

/** The book on a token that was made elsewhere: only what it says of itself is known. */
function givenIat({ token, look }: NonNullable<PlanInput['iat']>['token'], now: PlanInput['now']): InitialAccessToken {
  const lifetime = tokenLifetime(look, now.wall);
  return {
    token,
    look,
    origin: 'given',
    receivedAt: now,
    lifetimeSeconds: lifetime ?? Number.POSITIVE_INFINITY,
    lifetimeFrom: lifetime === undefined ? 'nobody' : 'token',
    registered: 0,
    refused: 0,
  };
}

/** A run that ends in a mint, and no address to mint at. (A registration says by itself that its token is missing.) */
function nothingToMintWith(
  { runbook, iat }: PlanInput,
  until: StepId | undefined,
  registers: boolean,
  canMint: boolean,
): Problem | undefined {
  const endsInMint =
    until === 'mint' || (until === undefined && runbook?.steps?.includes('mint') === true && !registers);
  if (!endsInMint || canMint || iat !== undefined) return undefined;
  return {
    path: 'server.initial_access_token_endpoint',
    message: 'is missing, so there is nowhere to mint',
    missing: { question: 'the mint endpoint', needs: '--mint-endpoint URL' },
  };
}

function pastRegistration(from: RegistrationStepId | undefined, registers: boolean): Problem | undefined {
  if (from === undefined || !registers || STEP_IDS.indexOf(from) <= STEP_IDS.indexOf('register')) return undefined;
  const hint = 'dcr-runbook resume goes on with a run that was interrupted';
  return { path: '--from', message: `${from} comes after the registration, which a run cannot pass over`, hint };
}
