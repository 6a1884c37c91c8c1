import { expect, it } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { readReport } from '../../../src/diagnosis/report/read-report.ts';

const CURL = `*   Trying 127.0.0.1:7801...
* Connected to idp.acme.test (127.0.0.1) port 7801 (#0)
> POST /mint HTTP/1.1
> Host: idp.acme.test:7801
> User-Agent: curl/7.88.1
> Content-Type: application/json
> Content-Length: 65
>
} [65 bytes data]
* Empty reply from server
* Closing connection 0
curl: (52) Empty reply from server
`;

it('curl -v without an answer is a connection that closed, not a firewall that minds the User-Agent it shows', () => {
  const answers = readReport(CURL);
  expect(answers.map(({ what }) => what)).toEqual(['POST http://idp.acme.test:7801/mint: failed']);
  const [answer] = answers;
  const causes = diagnose(answer?.evidence ?? { stage: 'network', headers: {} });
  expect(causes[0]?.cause).toBe('network.reset_before_answer');
  expect(causes.map(({ cause }) => cause)).not.toContain('proxy.waf_user_agent');
  expect(answer?.evidence).toMatchObject({ stage: 'mint', sent: true });
});

it.each(['/mint', '/admin/initial-access-tokens'])('a request to %s is a mint', path => {
  const [answer] = readReport(`> POST ${path} HTTP/1.1\n> Host: idp.acme.test\n>\n< HTTP/1.1 429 Too Many\n<\n`);
  expect(answer).toMatchObject({ evidence: { stage: 'mint', status: 429 }, stageIsGuessed: false });
});

it.each(['mint', 'registration'])(
  'what this tool said of a refused %s is read as that, and its sources are no address',
  stage => {
    const text = `✔ server       https://idp.acme.test
✖ ${stage}  The server refused the ${stage}: 429 slow_down
  very likely: Too many requests came from here in too short a time.  [rate.limited]
    - the answer was 429 slow_down
    - retry-after: 2
    try: Wait as long as Retry-After or the reset time says.
    source: RFC 6585 section 4 (429)  https://www.rfc-editor.org/rfc/rfc6585#section-4
  The server asks to be left alone for 00:02 (Retry-After).
`;
    const [answer] = readReport(text);
    expect(answer?.evidence).toMatchObject({ stage: stage === 'mint' ? 'mint' : 'register', status: 429 });
    expect(JSON.stringify(answer?.evidence.request ?? {})).not.toContain('rfc-editor.org/rfc/rfc6585"');
    expect(answer?.what).not.toContain('rfc-editor');
  },
);

it('a password that was cut out of an address does not make it a malformed one', () => {
  const log =
    'ERROR dcr: registration failed, url=https://user:pw@db.acme.test/x?access_token=t&api_key=k fetch failed\n';
  for (const { evidence } of readReport(log)) {
    expect(diagnose(evidence).map(({ cause }) => cause)).not.toContain('input.bad_url');
    expect(URL.canParse(evidence.request?.url ?? 'https://none.test')).toBe(true);
  }
  const cut = { stage: 'register', headers: {}, request: { url: 'https://[secret' }, errorMessage: 'failed' } as const;
  expect(diagnose(cut).map(({ cause }) => cause)).not.toContain('input.bad_url');
});
