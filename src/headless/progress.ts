import type { Failure } from '../domain/failure.ts';
import { type HandedOver, missingWords } from '../domain/hand-over.ts';
import { absentWords } from '../domain/management/client-changes.ts';
import { type ClientReading, settledWords, type UpdatedClient } from '../domain/management/management.ts';
import { usesLeftAtMost } from '../domain/mint/initial-access-token.ts';
import { grouped, plainText } from '../domain/plain-text.ts';
import type { RegisteredClient } from '../domain/registration/registered-client.ts';
import { wallTime } from '../domain/wall-time.ts';
import type { State } from '../engine/state.ts';
import type { StepId } from '../flow/step.ts';

/** One line of talk about a step: `✔ mint         IAT until 11:31:07, 10 uses`. */
export type ProgressLine = { mark: 'done' | 'care' | 'trouble'; topic: string; text: string };

/** What became known between two states, in words. */
export function progress(before: State, after: State): ProgressLine[] {
  const was = before.answers;
  const now = after.answers;
  const lines: ProgressLine[] = [];
  if (now.server && now.server !== was.server)
    lines.push(done('server', serverText(now.server.url, now.server.preset)));
  if (now.adminToken && now.adminToken !== was.adminToken) {
    const cleaned = now.adminToken.notes.length > 0 ? `, removed ${now.adminToken.notes.join(' and ')}` : '';
    lines.push(done('admin-token', `read, ${grouped(now.adminToken.token.length)} characters${cleaned}`));
  }
  if (now.iat && now.iat.token !== was.iat?.token) lines.push(done('mint', iatText(now.iat)));
  if (now.keys?.kid && now.keys.kid !== was.keys?.kid) {
    lines.push(done('keys', `${now.keys.alg ?? 'key'}, kid ${plainText(now.keys.kid, 80)}`));
  }
  if (now.reading && now.reading !== was.reading) {
    const absent = absentWords(now.reading.now, now.changes ?? { members: [] });
    lines.push(...readingLines(now.reading), ...absent.map(text => care('update', text)));
  }
  if (now.updated && now.updated !== was.updated) lines.push(...updatedLines(now.updated));
  if (now.deleted && now.deleted !== was.deleted) lines.push(...deletedLines(now.deleted));
  if (now.registered && now.registered !== was.registered) lines.push(...registeredLines(now.registered));
  if (now.handedOver && now.handedOver !== was.handedOver) {
    for (const { to, file, problem, warnings, missing, changes } of now.handedOver) {
      if (missing.length > 0) lines.push(trouble('hand-over', `${file}: ${missingWords(missing)}`));
      lines.push(
        problem === undefined
          ? done('hand-over', `${to}  ${file}${overwritten(changes)}`)
          : trouble('hand-over', `${file}: ${problem}`),
      );
      for (const warning of warnings) lines.push(care('hand-over', warning));
    }
  }
  return lines;
}

/** Where keys had another value before, those and the new ones; what the value was is nobody's to read here. */
function overwritten(changes: HandedOver['changes']): string {
  const keys = (which: 'changed' | 'added') => changes.flatMap(({ key, change }) => (change === which ? [key] : []));
  const [changed, added] = [keys('changed'), keys('added')].map(named => plainText(named.join(', '), 200));
  if (!changed) return '';
  return added ? `  (changed ${changed}; added ${added})` : `  (changed ${changed})`;
}

export function troubleLine(step: StepId, failure: Failure, headline: string): ProgressLine {
  return { mark: 'trouble', topic: 'stage' in failure ? failure.stage : step, text: headline };
}

function serverText(url: string, preset: string | undefined): string {
  return preset === undefined ? url : `${url} (${preset})`;
}

function iatText(iat: NonNullable<State['answers']['iat']>): string {
  const until = Number.isFinite(iat.lifetimeSeconds)
    ? `IAT until ${wallTime(iat.receivedAt.wall + iat.lifetimeSeconds * 1000)}`
    : 'IAT without an end that was told';
  const uses = usesLeftAtMost(iat);
  return uses === undefined ? until : `${until}, ${uses} ${uses === 1 ? 'use' : 'uses'}`;
}

function readingLines({ from, deviations, rotated, settled = [] }: ClientReading): ProgressLine[] {
  const text =
    from === 'server' ? 'what stands at the server' : 'from the record: reading there would replace its credentials';
  return [
    done('read', text),
    ...rotated.map(credential => care('read', `the server gave a new ${credential}; it is in the record`)),
    ...settled.map(change => care('read', settledWords(change))),
    ...deviations.map(deviation => care('deviation', deviation)),
  ];
}

function updatedLines({ changed, rotated, differences, deviations }: UpdatedClient): ProgressLine[] {
  const text =
    changed.length === 0 ? 'nothing to change: it is all as asked' : `changed ${plainText(changed.join(', '))}`;
  return [
    done('update', text),
    ...rotated.map(credential => care('update', `the server gave a new ${credential}; it is in the record`)),
    ...grantedLines({ differences, deviations }),
  ];
}

function deletedLines({ client, notes }: NonNullable<State['answers']['deleted']>): ProgressLine[] {
  return [
    done('delete', `client_id ${plainText(client.client_id, 120)} is gone, and its record`),
    ...notes.map(note => care('delete', note)),
  ];
}

function registeredLines({ client, record, differences, deviations }: RegisteredClient): ProgressLine[] {
  const where = record === undefined ? '' : `  kept in ${record}`;
  return [
    done('register', `client_id ${plainText(client.client_id, 120)}${where}`),
    ...(record === undefined
      ? [trouble('register', 'its answer could not be written to disk: nothing here keeps it')]
      : []),
    ...grantedLines({ differences, deviations }),
  ];
}

function grantedLines({
  differences,
  deviations,
}: Pick<RegisteredClient, 'differences' | 'deviations'>): ProgressLine[] {
  return [
    ...differences.map(({ member, asked, granted }) =>
      care('difference', `${member}: asked ${short(asked)}, granted ${short(granted)}`),
    ),
    ...deviations.map(deviation => care('deviation', deviation)),
  ];
}

function short(value: unknown): string {
  if (value === undefined) return 'nothing';
  return plainText(typeof value === 'string' ? `"${value}"` : JSON.stringify(value), 160);
}

function done(topic: string, text: string): ProgressLine {
  return { mark: 'done', topic, text };
}

/** Said even where little is to be said: what the exit code is for. */
function trouble(topic: string, text: string): ProgressLine {
  return { mark: 'trouble', topic, text };
}

function care(topic: string, text: string): ProgressLine {
  return { mark: 'care', topic, text };
}
