import type { Finding } from '../../domain/findings/finding.ts';
import type { HandOverTarget } from '../../domain/hand-over.ts';
import type { ClientChanges } from '../../domain/management/client-changes.ts';
import { plainText } from '../../domain/plain-text.ts';
import type { HttpRequest } from '../../domain/server/request.ts';
import type { StepId } from '../../flow/step.ts';
import type { Plan } from '../plan/plan.ts';
import { planRequests } from '../plan/plan-requests.ts';
import { bodyPieces, JWKS_VARIABLE } from './request-body.ts';
import { BEARER_VARIABLES, ENDPOINT_VARIABLE, STAGE_TITLES, variablesOf } from './request-words.ts';

/** A plan as a page to read: what it does, what it sends, where things go, and what is left to do by hand. */
export function renderMarkdown(plan: Plan, findings: readonly Finding[] = plan.findings): string {
  const requests = planRequests(plan);
  return `${[
    `# ${prose(plan.title)}`,
    ...(plan.summary === undefined ? [] : [prose(plan.summary)]),
    overview(plan),
    ...section('Before you begin', variables(requests)),
    ...requests.map((request, index) => requestBlock(request, index)),
    ...section('Worth knowing', findings.map(findingLine)),
    ...section('Hand over', plan.known.handOver.flatMap(targetLine)),
    ...section(
      'Checklist',
      plan.checklist.map(item => `- [ ] ${prose(item)}`),
    ),
  ].join('\n\n')}\n`;
}

function overview({ steps, silent, known }: Plan): string {
  const named = (step: StepId) => (silent.includes(step) ? `(${step})` : step);
  const rows = [
    ['Server', known.server ? code(known.server.url) : 'not named yet'],
    ...(known.server?.preset === undefined ? [] : [['Preset', code(known.server.preset)]]),
    ...(known.registers ? [['Template', code(known.template)]] : []),
    ...(known.wantedClient === undefined ? [] : [['Client', code(known.wantedClient)]]),
    ...(known.changes ? [['Changes', changeWords(known.changes).join('; ')]] : []),
    [silent.length === 0 ? 'Steps' : 'Steps (in brackets: not asked)', steps.map(named).join(' → ')],
  ];
  return [
    '| | |',
    '| --- | --- |',
    ...rows.map(([name, value]) => `| ${name} | ${value?.replaceAll('|', '\\|')} |`),
  ].join('\n');
}

function changeWords({ redirectUris, members, keys }: ClientChanges): string[] {
  const how = redirectUris?.how === 'merge' ? 'added to' : 'instead of';
  return [
    ...(redirectUris ? [`${redirectUris.uris.map(code).join(', ')} ${how} the redirect URIs that stand`] : []),
    ...members.map(({ member, appends, value }) =>
      value === null
        ? `without ${code(member)}`
        : `${code(member)} ${appends ? '+=' : '='} ${code(JSON.stringify(value))}`,
    ),
    ...(keys === 'add' ? ['a new key beside those that stand'] : []),
    ...(keys === 'drop-old' ? ['of the keys only the newest one of ours'] : []),
  ];
}

function variables(requests: readonly HttpRequest[]): string[] {
  return variablesOf(requests).map(({ name, meaning }) => `- \`$${name}\` stands for ${meaning}.`);
}

function requestBlock({ stage, method, url, bearer, body }: HttpRequest, index: number): string {
  const lines = [
    `${method} ${url === '' ? `$${ENDPOINT_VARIABLE}` : url}`,
    ...(bearer ? [`Authorization: Bearer $${BEARER_VARIABLES[bearer]}`] : []),
    ...(body ? ['Content-Type: application/json', '', ...bodyPieces(body).join(JWKS_VARIABLE).split('\n')] : []),
  ];
  const longest = Math.max(2, ...lines.flatMap(line => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return `## ${index + 1}. ${STAGE_TITLES[stage]}\n\n${fence}http\n${lines.join('\n')}\n${fence}`;
}

function findingLine({ severity, member, index, message }: Finding): string {
  const place = member === undefined ? '' : `${code(index === undefined ? member : `${member}[${index}]`)}: `;
  const weight = { 'cannot-send': '**cannot be sent** ', 'refusal-likely': '**a refusal is likely** ', hint: '' }[
    severity
  ];
  return `- ${weight}${place}${prose(message)}`;
}

function targetLine(target: HandOverTarget): string[] {
  if (target.to === 'checklist') return [];
  const set = Object.entries(target.set).map(([name, value]) => `${code(name)} = ${value}`);
  const inside =
    target.to === 'compose'
      ? ` service ${code(target.service)},`
      : target.to === 'k8s-secret'
        ? ` Secret ${code(target.name)},`
        : '';
  return [`- ${target.to} ${code(target.file)}:${inside} ${set.join(', ')}`];
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}\n\n${lines.join('\n')}`];
}

/** Text that may hold anything, as one line of Markdown that shows just that. */
function prose(text: string): string {
  return plainText(text, 2000).replace(/[\\`*[\]<>|#]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

function code(text: string): string {
  const plain = plainText(text, 500);
  const fence = '`'.repeat(1 + Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)));
  return /^`|`$/.test(plain) ? `${fence} ${plain} ${fence}` : `${fence}${plain}${fence}`;
}
