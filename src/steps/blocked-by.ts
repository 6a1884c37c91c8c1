import type { Failure, FailureOf } from '../domain/failure.ts';
import type { Finding } from '../domain/findings/finding.ts';

/** The findings that keep a request from being sent, as one failure; undefined where none does. */
export function blockedBy(findings: Finding[], { sendAnyway }: { sendAnyway: boolean }): Failure | undefined {
  const blocking = findings.filter(
    ({ severity }) => severity === 'cannot-send' || (severity === 'refusal-likely' && !sendAnyway),
  );
  if (blocking.length === 0) return undefined;
  return {
    kind: 'blocked',
    problems: blocking.map(inWords),
    passable: blocking.every(({ severity }) => severity === 'refusal-likely'),
  };
}

/** «it is empty» means nothing apart from the line it is about. */
function inWords({ member, index, message }: Finding): FailureOf<'blocked'>['problems'][number] {
  return member === undefined || index === undefined ? message : `${member}[${index}]: ${message}`;
}
