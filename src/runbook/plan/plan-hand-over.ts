import type { Finding } from '../../domain/findings/finding.ts';
import {
  type ComposeServices,
  type FileTarget,
  HAND_OVER_FORMATS,
  type HandOverFormat,
  type HandOverSet,
  type HandOverTarget,
} from '../../domain/hand-over.ts';
import type { KeyChange } from '../../domain/management/client-changes.ts';
import { authMethod, type ClientMetadata, clientName, needsKeys } from '../../domain/metadata/client-metadata.ts';
import type { KeyChoice } from '../../domain/metadata/key-material.ts';
import { nearest } from '../../domain/nearest.ts';
import { question } from '../questions.ts';
import { isOneLine } from './answer-rules.ts';
import type { Gathering } from './gathering.ts';

/**
 * What the run will have to hand over. `isCut`: it ends before the runbook does, so what to do afterwards is not due yet.
 */
export type Yield = {
  registers: boolean;
  asked: ClientMetadata;
  keys: KeyChoice;
  keyChange?: KeyChange | undefined;
  isCut?: boolean;
};

/** The runbook's targets; `--save-to` takes the place of its files and leaves its checklists. */
export function plannedHandOver(gathering: Gathering, made: Yield): HandOverTarget[] {
  const inRunbook = (gathering.input.runbook?.hand_over ?? []).filter(target => isDue(target, made));
  const given = gathering.input.flags?.['hand_over'];
  const { flag: path = '' } = question('hand_over');
  if (given === undefined && inRunbook.length > 0) gathering.sources['hand_over'] = 'runbook';
  if (given === undefined) return noting(gathering, inRunbook, made);
  gathering.sources['hand_over'] = 'flag';
  const targets: HandOverTarget[] = [];
  for (const text of [given].flat()) {
    const target = readTarget(text, inRunbook, gathering, made);
    if ('message' in target) gathering.problems.push({ path, ...target });
    else targets.push(target);
  }
  return noting(gathering, [...targets, ...inRunbook.filter(({ to }) => to === 'checklist')], made);
}

/** What is to be done after one change of keys is nothing to do after another, nor is anything after half a runbook. */
function isDue(target: HandOverTarget, { keyChange, isCut = false }: Yield): boolean {
  return target.to !== 'checklist' || (!isCut && (target.keys === undefined || target.keys === keyChange));
}

/** `FORMAT:PATH`, for compose and Kubernetes also `FORMAT:PATH#NAME` with the service's or Secret's name. */
function readTarget(
  text: string,
  inRunbook: HandOverTarget[],
  { input, findings }: Gathering,
  made: Yield,
): FileTarget | { message: string; hint?: string } {
  const colon = text.indexOf(':');
  const format = text.slice(0, Math.max(colon, 0));
  const to = HAND_OVER_FORMATS.find(known => known === format);
  if (to === undefined) {
    const near = nearest(format, HAND_OVER_FORMATS);
    const hint = near === undefined ? 'for example dotenv:.env' : `did you mean "${near}"?`;
    return { message: `has to be FORMAT:PATH with one of ${HAND_OVER_FORMATS.join(', ')}`, hint };
  }
  const named =
    to === 'compose' || to === 'k8s-secret' ? /^(.+?)(?:#([^#/\\]+))?$/su.exec(text.slice(colon + 1)) : null;
  const file = named?.[1] ?? text.slice(colon + 1);
  if (file === '' || !isOneLine(text)) return { message: 'names no file', hint: `${to}:PATH` };
  const sameFormat = inRunbook.filter((target): target is FileTarget => target.to === to && isOfUse(target, made));
  const like = sameFormat.find(target => target.file === file) ?? sameFormat[0];
  const set = like?.set ?? usualSet(to, made);
  if (to === 'dotenv' || to === 'json') return { to, file, set };
  if (to === 'k8s-secret') {
    const name = named?.[2] ?? (like?.to === 'k8s-secret' ? like.name : secretName(made.asked));
    return { to, file, name, set };
  }
  const service = named?.[2] ?? (like?.to === 'compose' ? like.service : undefined);
  if (service !== undefined) return { to, file, service, set };
  const found = onlyService(file, input.composeServices?.[file]);
  if ('message' in found) return found;
  findings.push({ severity: 'hint', message: `${file} has one service, ${found.service}: that is the one meant` });
  return { to, file, service: found.service, set };
}

/** Where a file has one service there is no question which; of several one has to be named. */
function onlyService(
  file: string,
  services: ComposeServices = [],
): { service: string } | { message: string; hint?: string } {
  if ('problem' in services) return { message: `compose ${file}: ${services.problem}` };
  const [service, second] = services;
  if (service !== undefined && second === undefined) return { service };
  const there = services.length === 0 ? '' : `; there are: ${services.join(', ')}`;
  return { message: `names no service of the compose file${there}`, hint: `compose:${file}#${service ?? 'SERVICE'}` };
}

/** The compose file that a target names without its service. */
export function composeWithoutService(text: string): string | undefined {
  return /^compose:([^#]+)$/su.exec(text)?.[1];
}

/** Where no client is registered, a target of the runbook that is about one says nothing of what to write. */
function isOfUse(target: HandOverTarget, { registers }: Yield): boolean {
  return 'set' in target && (registers || Object.values(target.set).includes('initial_access_token'));
}

/** What an application needs to know of such a client, in the spelling that such files use. */
function usualSet(to: HandOverFormat, { registers, asked, keys }: Yield): HandOverSet {
  const isVariables = to === 'dotenv' || to === 'compose';
  if (!registers)
    return isVariables ? { DCR_IAT: 'initial_access_token' } : { initial_access_token: 'initial_access_token' };
  const hasKeyHere = needsKeys(asked) && (keys.from === 'generate' || keys.from === 'file');
  const hasSecret = authMethod(asked).startsWith('client_secret_');
  const names = [
    'client_id',
    ...(hasSecret ? (['client_secret'] as const) : []),
    ...(hasKeyHere ? (['private_key_file', 'kid'] as const) : []),
  ] as const;
  return Object.fromEntries(names.map(name => [isVariables ? `OIDC_${name.toUpperCase()}` : name, name]));
}

/** A name that Kubernetes takes (RFC 1123 label). */
function secretName(asked: ClientMetadata): string {
  const name = (clientName(asked) ?? '').toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return name.slice(0, 50).replace(/^-+|-+$/g, '') || 'oauth-client';
}

function noting(gathering: Gathering, targets: HandOverTarget[], { registers }: Yield): HandOverTarget[] {
  const wanted = targets.flatMap(target => ('set' in target ? Object.values(target.set) : []));
  if (registers && wanted.includes('initial_access_token')) gathering.findings.push(BOTH);
  const fromClient = wanted.find(value => !['initial_access_token', 'issuer', 'server_url'].includes(value));
  if (!registers && fromClient !== undefined) {
    const message = `hand_over wants ${fromClient}, and no client is registered here: that value will be missing`;
    gathering.findings.push({ severity: 'hint', message });
  }
  return targets;
}

const BOTH: Finding = {
  severity: 'hint',
  message:
    'this registers a client and also hands the initial access token over: an application that bootstraps itself with it would register a second client. Do one of the two',
};
