import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';
import { type Case, evidenceOfCase, readCases } from '../corpus.ts';

const cases = readCases('cases.json');
const byName = cases.map(one => [one.id, one] as const);

/** What `curl -i` and a person who pastes its output would have written of this failure. */
function asRawHttp({ request, status, headers, body, error_code }: Case): string {
  const sent =
    typeof request === 'string'
      ? [request]
      : [
          `${request.method} ${new URL(request.url ?? '').pathname} HTTP/1.1`,
          `Host: ${new URL(request.url ?? '').host}`,
          ...Object.entries(request.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
          '',
          ...(request.body === undefined ? [] : [JSON.stringify(request.body), '']),
        ];
  if (status === null)
    return [...sent, '', body, ...(error_code === null ? [] : [`  code: '${error_code}'`])].join('\n');
  const answer = [
    `HTTP/1.1 ${status}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    body,
  ];
  return [...sent, ...answer].join('\n');
}

function firstCause(text: string, stage?: Case['stage']): string | undefined {
  const [answer] = readReport(text, stage);
  return answer && diagnose(answer.evidence)[0]?.cause;
}

describe('a failure that was written down and read back', () => {
  it.each(byName)('%s: the JSON form gives the cause that the failure itself gives', (_, one) => {
    const { stage, request, status, headers, body, error_code } = one;
    const form = JSON.stringify({ stage, request, status, headers, body, error_code }, null, 1);
    expect(firstCause(form)).toBe(diagnose(evidenceOfCase(one))[0]?.cause);
  });

  it.each(byName)('%s: raw HTTP and the stage give it too', (_, one) => {
    expect(firstCause(asRawHttp(one), one.stage)).toBe(diagnose(evidenceOfCase(one))[0]?.cause);
  });

  it('its stage is found out, or guessed well, in nine of ten cases', () => {
    const found = cases.filter(one => readReport(asRawHttp(one))[0]?.evidence.stage === one.stage);
    expect(found.length / cases.length).toBeGreaterThanOrEqual(0.9);
  });
});
