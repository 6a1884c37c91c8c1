import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosed, sampleBytes, TELLTALES } from './samples.ts';

/*
 * Three rounds of texts never met before, from public reports or as such tools are known to write, each with its stage, status and
 * cause written down before the tool was asked. First run, before anything was mended:
 *   round 1, 63 failures: the right answer 68 %, its cause first 59 %, among three 66 %, confidently wrong 13 %
 *   round 2, 66 failures: the right answer 67 %, its cause first 87 %, among three 89 %, confidently wrong 3 %
 *   round 3, 65 failures: the right answer 78 %, its cause first 84 %, among three 86 %, confidently wrong 6 %
 * The hardest of them are samples here. What is not met yet will be read more like the last lines than like these.
 */

/** file · what it is · stage · status · first cause · lines of the answer that matters most */
const SAMPLES = [
  ['curl-i.txt', 'raw HTTP', 'register', 400, 'redirect.not_https', [1, 10]],
  ['curl-v.txt', 'curl -v', 'register', 401, 'iat.expired', [14, 31]],
  ['httpie.txt', 'raw HTTP', 'register', 400, 'keys.missing', [1, 29]],
  ['html-page.txt', 'raw HTTP', 'register', 502, 'server.gateway', [1, 14]],
  ['two-answers.txt', 'raw HTTP', 'register', 400, 'scope.not_allowed', [8, 13]],
  ['proxy-refuses.txt', 'curl -v', 'network', 407, 'network.proxy_auth', [12, 17]],
  ['curl-error.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 7]],
  ['powershell-5.txt', 'error message', 'register', 403, 'policy.denied', [1, 9]],
  ['powershell-5-tls.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 7]],
  ['powershell-7.txt', 'error message', 'register', undefined, 'metadata.grant_unsupported', [1, 8]],
  ['node-trace.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 11]],
  ['python-trace.txt', 'error message', 'network', undefined, 'tls.cert_dates', [1, 16]],
  ['httpx-trace.txt', 'error message', 'register', 404, 'endpoint.wrong_path', [1, 7]],
  ['aiohttp-trace.txt', 'error message', 'network', undefined, 'network.refused', [1, 2]],
  ['java-trace.txt', 'log', 'network', undefined, 'tls.untrusted', [1, 8]],
  ['go-error.txt', 'error message', 'network', undefined, 'network.dns', [1, 3]],
  ['quoted-mail.txt', 'raw HTTP', 'register', 403, 'policy.host_not_trusted', [1, 5]],
  ['indented.txt', 'raw HTTP', 'register', 400, 'metadata.grant_unsupported', [1, 4]],
  ['axios.txt', 'error message', 'register', 400, 'metadata.grant_unsupported', [1, 19]],
  ['curl-v-tls.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 9]],
  ['dotnet-trace.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 5]],
  ['inspect.txt', 'error message', 'register', 400, 'keys.missing', [1, 4]],
  ['kubectl.log', 'log', 'network', undefined, 'network.refused', [1, 2]],
  ['mail.md', 'raw HTTP', 'register', 403, undefined, [1, 20]],
  ['no-iat.log', 'log', 'register', undefined, 'token.missing', [1, 1]],
  ['postman.txt', 'bare body', 'register', 400, 'redirect.fragment_or_userinfo', [1, 14]],
  ['spring-trace.txt', 'error message', 'register', 400, 'redirect.not_https', [1, 4]],
  ['uvicorn.log', 'log', 'register', 401, 'iat.expired', [1, 5]],
  ['bff-start.log', 'log', 'register', 401, 'iat.exhausted', [4, 6]],
  ['form.json', 'JSON form', 'register', 400, 'redirect.fragment_or_userinfo', [1, 3]],
  ['session.har', 'HAR', 'register', 400, 'keys.missing', [122, 180]],
  ['body.json', 'bare body', 'register', undefined, 'iat.expired', [1, 1]],
  ['github-actions.log', 'curl -v', 'register', 401, 'iat.expired', [1, 9]],
  ['nginx-error.log', 'log', 'register', undefined, 'server.gateway', [1, 1]],
  ['envoy.log', 'error message', 'register', 503, 'server.gateway', [1, 1]],
  ['powershell-5-fr.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 6]],
  ['powershell-5-ja.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 3]],
  ['open-webui.log', 'log', 'register', 201, 'result.silently_changed', [1, 22]],
  ['rust-tree.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 7]],
  ['boxed.txt', 'error message', 'register', 403, 'policy.denied', [1, 16]],
  ['discovery-first.log', 'log', 'register', 400, 'metadata.opaque', [8, 9]],
  ['ansible.txt', 'error message', 'register', 400, 'redirect.not_https', [1, 2]],
  ['guzzle.txt', 'error message', 'register', 400, 'metadata.grant_unsupported', [1, 5]],
  ['schannel-zh.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 8]],
  ['mcp-remote.log', 'log', 'register', undefined, 'server.internal_error', [5, 5]],
  ['traefik.json', 'log', 'register', 502, 'server.gateway', [1, 2]],
  ['cloudwatch.json', 'error message', 'register', 401, 'iat.exhausted', [3, 14]],
  ['docker.ndjson', 'error message', 'register', 401, 'iat.expired', [1, 2]],
  ['entities.txt', 'raw HTTP', 'register', 400, 'metadata.grant_unsupported', [1, 4]],
  ['line-numbers.txt', 'raw HTTP', 'register', 401, 'token.wrong_issuer_or_audience', [1, 7]],
  ['haproxy.log', 'log', 'register', 503, 'server.gateway', [1, 1]],
  ['curl-v-alert.txt', 'error message', 'network', undefined, 'tls.cert_dates', [1, 11]],
  ['screenshot.txt', 'raw HTTP', 'register', 400, 'redirect.not_approved', [1, 3]],
  ['loki.json', 'error message', 'register', 401, 'iat.exhausted', [1, 2]],
  ['kibana.json', 'log', 'register', 403, 'policy.host_not_trusted', [1, 2]],
  ['curl-trace.txt', 'raw HTTP', 'register', 401, 'iat.expired', [3, 15]],
  ['iis.log', 'error message', 'register', 401, 'iat.expired', [1, 2]],
  ['balancer.log', 'error message', 'register', 504, 'server.gateway', [1, 1]],
  ['sent-and-got.txt', 'bare body', 'register', 400, 'redirect.not_https', [1, 13]],
  ['terraform.txt', 'error message', 'network', undefined, 'tls.untrusted', [1, 6]],
  ['insomnia.txt', 'curl -v', 'register', 401, 'iat.expired', [9, 28]],
  ['axios.json', 'error message', 'network', undefined, 'network.refused', [1, 2]],
  ['wrapped-mail.txt', 'raw HTTP', 'register', 400, 'redirect.not_https', [1, 9]],
  ['webflux.log', 'error message', 'network', undefined, 'network.reset_before_answer', [1, 4]],
  ['logfmt.log', 'error message', 'network', undefined, 'tls.scheme_mismatch', [1, 1]],
  ['kubectl-events.txt', 'error message', 'network', undefined, 'network.refused', [1, 6]],
  ['chat.txt', 'error message', 'register', undefined, 'redirect.scheme_vs_app_type', [1, 2]],
] as const;

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const utf16be = (text: string) => Buffer.from(utf16(text)).swap16();
const DISGUISES: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['with CRLF', text => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['with a byte order mark', text => Buffer.from(`\ufeff${text}`)],
  ['in UTF-16, as PowerShell redirects', utf16],
  ['in big-endian UTF-16', utf16be],
  ['in UTF-16 without its mark', text => utf16(text).subarray(2)],
];

/** How a text reaches a support engineer. */
const PASSED_ON: readonly (readonly [string, (text: string) => string])[] = [
  ['quoted by a mail', text => text.replace(/^/gm, '> ')],
  ['between the fences of a comment', text => `Hello,\n\n\`\`\`\n${text}\`\`\`\n\nCan you help?\n`],
  ['with the blanks of a web page', text => text.replaceAll(' ', '\u00a0')],
  [
    'with the entities of a tracker',
    text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'),
  ],
];

describe('a support engineer who was sent', () => {
  it.each(SAMPLES)('%s sees it for %s (%s, %s) and reads %s first', (file, form, stage, status, cause, lines) => {
    const { main } = diagnosed(sampleBytes(file));
    expect(main?.form).toBe(form);
    expect(main?.evidence.stage).toBe(stage);
    expect(main?.evidence.status).toBe(status);
    if (cause !== undefined) expect(main?.diagnosis[0]?.cause).toBe(cause);
    expect([main?.lines.from, main?.lines.to]).toEqual(lines);
  });

  it.each(DISGUISES)('any of them %s reads the same', (_, disguise) => {
    for (const [file] of SAMPLES) {
      const plain = diagnosed(sampleBytes(file));
      expect(diagnosed(disguise(sampleBytes(file).toString('utf8'))), file).toEqual(plain);
    }
  });

  it.each(PASSED_ON)('any of them %s has the same cause', (_, passedOn) => {
    for (const [file, , stage, status, cause] of SAMPLES) {
      const { main } = diagnosed(Buffer.from(passedOn(sampleBytes(file).toString('utf8'))));
      expect([main?.evidence.stage, main?.evidence.status], file).toEqual([stage, status]);
      if (cause !== undefined) expect(main?.diagnosis[0]?.cause, file).toBe(cause);
    }
  });

  it('one of a terminal, with its colours, reads the same', () => {
    const text = sampleBytes('curl-i.txt').toString('utf8');
    const coloured = text
      .replaceAll('HTTP/2', '\u001b[1;32mHTTP/2\u001b[0m')
      .replaceAll('error', '\u001b[31merror\u001b[39m');
    expect(diagnosed(Buffer.from(`\u001b]0;ops@jump\u0007${coloured}`))).toEqual(diagnosed(Buffer.from(text)));
  });

  it('has a row above for every sample', () => {
    const files = readdirSync(new URL('./samples/', import.meta.url));
    expect(SAMPLES.map(([file]) => file as string).toSorted()).toEqual(files.toSorted());
  });

  it.each(SAMPLES)('%s finds none of its secrets in what is shown', file => {
    const shown = JSON.stringify(diagnosed(sampleBytes(file)));
    for (const telltale of TELLTALES) expect(shown).not.toMatch(telltale);
  });
});

describe('what stood in the text and is not shown', () => {
  it('a token that was cut has been looked into before: when it lapsed, whom it is for', () => {
    const { main } = diagnosed(sampleBytes('curl-v.txt'));
    expect(main?.evidence.token).toEqual({
      form: 'jwt',
      exp: 1_762_000_000,
      issuedAt: 1_761_996_400,
      iss: 'https://idp.example',
      aud: ['https://idp.example/api/admin'],
      scope: 'openid admin.api',
    });
    expect(main?.evidence.request?.headers?.['authorization']).toBe('Bearer [secret]');
  });

  it('each entry of a HAR has the look of its own token', () => {
    const { answers } = diagnosed(sampleBytes('session.har'));
    expect(answers.map(({ evidence }) => evidence.token?.form)).toEqual(['jwt', 'jwt']);
  });

  it('a variable in double quotes was a token, one in single quotes was sent as it stands', () => {
    const command = (quote: string) =>
      `curl -i https://idp.example/register -H ${quote}Authorization: Bearer $IAT${quote} -d '{}'`;
    const cause = (quote: string) => diagnosed(Buffer.from(`${command(quote)}\nHTTP/1.1 401 Unauthorized\n\n`)).main;
    expect(cause('"')?.evidence.request?.headers?.['authorization']).toBe('Bearer [secret]');
    expect(cause("'")?.evidence.request?.headers?.['authorization']).toBe('Bearer $IAT');
  });
});

describe('a text in which nothing failed', () => {
  it.each([
    [
      'a log of a service that is well',
      'I1124 10:41:07.1 1 main.go:44] starting\nI1124 10:41:07.2 1 dcr.go:60] client already registered\n',
    ],
    ['records of one', '{"level":"info","msg":"client registered","status":201}\n{"level":"info","msg":"listening"}\n'],
    [
      'a build that tests refusals',
      '2026-10-17T09:01:09.2Z Tests: 0 failed, 214 passed\n2026-10-17T09:01:09.4Z ✔ refuses an expired token (12 ms)\n',
    ],
    ['a mail', 'The registration for the meeting is open. The certificate of attendance is sent afterwards.\n'],
  ])('%s has no cause to tell', (_, text) => {
    expect(diagnosed(Buffer.from(text)).answers).toEqual([]);
  });
});

describe('several answers in one text', () => {
  it('are told apart, each with its lines', () => {
    const { answers } = diagnosed(sampleBytes('two-answers.txt'));
    expect(answers.map(({ evidence, lines }) => [evidence.stage, evidence.status, lines.from, lines.to])).toEqual([
      ['mint', 201, 1, 6],
      ['register', 400, 8, 13],
    ]);
  });

  it('a failure that a later try mended does not matter most', () => {
    const answer = (status: number, body: string) => `POST /register\nHTTP/1.1 ${status}\n\n${body}\n`;
    const text = [
      answer(400, '{"error":"invalid_redirect_uri"}'),
      answer(201, '{"client_id":"c","redirect_uris":["https://a.example/cb"]}'),
      answer(401, '{"error":"invalid_token","error_description":"expired"}')
        .replace('POST', 'GET')
        .replace('register', 'register/c'),
    ].join('\n');
    const { main } = diagnosed(Buffer.from(text));
    expect(main?.evidence.status).toBe(401);
    expect(main?.evidence.stage).toBe('read');
  });

  it('a service that starts over and over is one failure, counted', () => {
    const loop = Array.from({ length: 30 }, (_, index) => [
      `bff-1  | 2026-11-24T10:40:${String(index + 10)}Z INFO starting`,
      `bff-1  | 2026-11-24T10:40:${String(index + 10)}Z ERROR dynamic client registration failed: 401 invalid_token (request ${index}f3)`,
      `redis-1  | ready ${index}`,
      ...Array.from({ length: 20 }, (_, other) => `bff-1  | tick ${other}`),
    ]).flat();
    const { answers } = diagnosed(Buffer.from(loop.join('\n')));
    expect(answers.map(({ times, lines }) => [times, lines.from])).toEqual([[30, 2]]);
  });
});

describe('a long log of a service that does more than register', () => {
  const line = (level: string, msg: string) => `bff-1  | ${JSON.stringify({ level, msg })}`;
  const CATALOG = line('warn', 'upstream catalog answered 404 for /items/99');
  const REPORTS = line('error', 'GET https://reports.internal/api failed: connect ECONNREFUSED 10.0.0.9:443');
  const noise = (lines: number) => Array.from({ length: lines }, (_, index) => [CATALOG, CATALOG, REPORTS][index % 3]);
  const OURS = [
    'bff-1  | INFO Registering client at https://idp.example/register',
    'bff-1  | ERROR DCR failed: 401 {"detail":"Initial access token expired"}',
  ];

  it.each([200, 60_000])('%i other failures do not push out the one of registering', most => {
    const text = [...noise(most), ...OURS, ...noise(most)].join('\n');
    const { answers, main } = diagnosed(Buffer.from(text));
    expect(answers).toHaveLength(1);
    expect(main?.evidence.request?.url).toBe('https://idp.example/register');
    expect(main?.diagnosis[0]?.cause).toBe('iat.expired');
  });

  it('what others fail at all the time is no answer to a mint', () => {
    const minted = line('info', 'minted initial access token');
    const { answers } = diagnosed(Buffer.from([...noise(60), minted, CATALOG, CATALOG, ...OURS].join('\n')));
    expect(answers.map(({ evidence }) => evidence.status)).toEqual([401]);
  });

  it('without a word of registering, its failed connections are told, each by itself', () => {
    const { answers } = diagnosed(Buffer.from(noise(90).join('\n')));
    expect(answers.map(({ evidence, times }) => [evidence.errorCode, evidence.status, times])).toEqual([
      ['ECONNREFUSED', undefined, 30],
    ]);
  });
});

describe('what was not sent', () => {
  it.each([
    [
      'curl without a header for it',
      "curl -sSX POST https://idp.example/register -d '{}' -H 'Content-Type: application/json'",
      '',
    ],
    ['curl with credentials by another flag', "curl -u ops:pw https://idp.example/register -d '{}'", undefined],
    ['a request with all its headers', '> POST /register HTTP/1.1\n> Host: idp.example\n> Accept: */*\n>', ''],
  ])('is known of %s', (_, sent, authorization) => {
    const { main } = diagnosed(Buffer.from(`${sent}\n< HTTP/1.1 401 Unauthorized\n<\n`));
    expect(main?.evidence.request?.method).toBe('POST');
    expect(main?.evidence.request?.headers?.['authorization']).toBe(authorization);
    if (authorization === '') expect(main?.diagnosis[0]?.cause).toBe('token.missing');
  });
});

describe('a report whose first cause was once a wrong one', () => {
  const answer = (status: string, headers: string[], body: string) =>
    [`HTTP/1.1 ${status}`, ...headers, '', body, ''].join('\n');
  it.each([
    [
      'a gateway that wants its own key',
      'token.missing',
      answer('401 Unauthorized', ['WWW-Authenticate: Key realm="kong"'], '{"message":"No API key found in request"}'),
    ],
    [
      'a log of a resource server that misses a scope',
      'token.insufficient_scope',
      '[10:11:12 DBG] Hosting: Request path /connect/dcr matched\n[10:11:12 INF] DefaultAuthorizationService: Authorization failed. These requirements were not met:\nClaimsAuthorizationRequirement:Claim.Type=scope and Claim.Value is one of the following values: (IdentityServer.Configuration)\n[10:11:12 INF] Request finished HTTP/1.1 POST https://idp.example/connect/dcr - 403 0 null 12.1ms\n',
    ],
    [
      'a balancer without a target',
      'server.gateway',
      answer(
        '503 Service Temporarily Unavailable',
        ['Server: awselb/2.0', 'Content-Type: text/html'],
        '<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>',
      ),
    ],
    [
      'a CDN that takes no POST',
      'request.method',
      answer(
        '403 Forbidden',
        ['Server: CloudFront', 'Content-Type: text/html'],
        '<html><body>This distribution is not configured to allow the HTTP request method that was used for this request.</body></html>',
      ),
    ],
    [
      'a server that was asked by http',
      'tls.scheme_mismatch',
      answer(
        '403 Forbidden',
        ['Content-Type: application/json'],
        '{"error":"invalid_request","error_description":"HTTPS required"}',
      ),
    ],
    [
      'a sector that is not given',
      'metadata.field_missing',
      '{"error":"invalid_client_metadata","error_description":"sector_identifier_uri must be provided if redirect_uris contain multiple hosts and subject_type is pairwise"}',
    ],
    [
      'an error of PowerShell in German',
      'policy.denied',
      'Invoke-RestMethod : Der Remoteserver hat einen Fehler zurückgegeben: (403) Unzulässig.\nIn Zeile:1 Zeichen:1\n+ Invoke-RestMethod -Method Post -Uri https://idp.example/connect/register\n',
    ],
    [
      'a command without its headers',
      'iat.exhausted',
      `$ curl -i -X POST https://idp.example/register -d @a.json\n${answer('401 Unauthorized', ['WWW-Authenticate: Bearer error="invalid_token", error_description="initial access token already used"'], '')}`,
    ],
  ])('%s: %s', (_, cause, text) => {
    const { main } = diagnosed(Buffer.from(text));
    expect(main?.diagnosis[0]?.cause).toBe(cause);
    expect(main?.diagnosis[1]?.confidence ?? 0).toBeLessThan(0.7);
  });

  it('a server that blocks in the codes of OAuth is no firewall', () => {
    const body = '{"error":"access_denied","error_description":"Software ID bff-1 is blocked by policy"}';
    const [first, second] = diagnosed(Buffer.from(answer('403 Forbidden', [], body))).main?.diagnosis ?? [];
    expect(first?.cause).toBe('policy.denied');
    expect(second?.confidence ?? 0).toBeLessThan(0.5);
  });

  it('a revocation that could not be checked is not surely the authority of the chain', () => {
    const said =
      'curl: (35) schannel: next InitializeSecurityContext failed: CRYPT_E_NO_REVOCATION_CHECK (0x80092012) - The revocation function was unable to check revocation for the certificate.\n';
    const [first] = diagnosed(Buffer.from(said)).main?.diagnosis ?? [];
    expect(first?.confidence).toBeLessThan(0.6);
    expect(first?.try[0]).toContain('revoked');
  });

  it('a status that stands only inside of the error counts', () => {
    const said = '{"error":{"code":401,"status":"Unauthorized","reason":"Access credentials are invalid"}}';
    expect(diagnosed(Buffer.from(said)).main?.diagnosis.length).toBeGreaterThan(0);
  });
});
