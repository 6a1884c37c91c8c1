import { describe, expect, it } from 'vitest';
import { success } from '../../src/domain/result.ts';
import { itinerary, TELLTALE } from '../support/flow.ts';
import { enterUpTo, KEEP, type Listening, type ListeningOptions, listenTo, NUMBER } from '../support/listener.ts';

async function listenAt(what: string, options: ListeningOptions = {}): Promise<Listening> {
  const listening = listenTo(options);
  await enterUpTo(listening, what);
  return listening;
}

/** One line to each question, in order. */
async function answerAll(listening: Listening, answers: readonly (readonly [string | RegExp, string])[]) {
  for (const [question, line] of answers) await listening.answers(question, line);
}

describe('the server', () => {
  it('can be another one, and an endpoint on another origin is asked about before it gets a token', async () => {
    const listening = await listenAt('which server');
    await answerAll(listening, [
      [NUMBER, '2'],
      ['Server (the address of the server) [https://idp.example.com]: ', 'https://other.example.com'],
      [/Mint at .*: $/, 'https://mint.example.com/iat'],
      [/Register at .*: $/, ''],
    ]);
    expect(await listening.hears(NUMBER)).toContain('May a token go to https://mint.example.com?');
    listening.types('2\n');
    await listening.hears('your admin access token');
    expect(listening.session.state().answers).toMatchObject({
      server: {
        url: 'https://other.example.com',
        registration_endpoint: 'https://other.example.com/api/oidc/dcr/register',
      },
      allowedOrigins: ['https://mint.example.com'],
    });
  });

  it('keeps what was typed where it does not do, and sends nothing to an origin that is not allowed', async () => {
    const listening = await listenAt('which server');
    await answerAll(listening, [
      [NUMBER, '2'],
      [/Server \(.*: $/, 'example'],
      [/Mint at .*: $/, '/mint-here'],
      [/Register at .*: $/, ''],
      ['This does not do: The server is no absolute', ''],
      [/Mint at .*\[\/mint-here\]: $/, 'b'],
    ]);
    await answerAll(listening, [
      [/Server \(.*\[example\]: $/, 'https://idp.example.com'],
      [/Mint at .*: $/, 'https://mint.example.com/iat'],
      [/Register at .*: $/, ''],
      [NUMBER, ''],
    ]);
    await listening.hears(/1\. go on with https:\/\/idp\.example\.com\n/);
    expect(listening.session.state().answers.allowedOrigins).toEqual([]);
  });

  it('is looked at layer by layer before anything is sent', async () => {
    const listening = await listenAt('which server');
    await listening.answers(NUMBER, '3');
    await listening.hears('Dns addresses, ok: idp.example.com is 192.0.2.1.');
    await listening.hears('Tcp connection, failed: refused.');
    await listening.hears('- What helps: Start the server.');
    await listening.hears('2 checks: 1 ok, 1 failed.');
    await listening.hears(NUMBER);
    expect(listening.calls()).toEqual([]);
  });

  it('is asked for where none is known', async () => {
    const plan = itinerary({ known: { metadata: {} } });
    const { server: _, ...known } = plan.known;
    const listening = await listenAt('which server', { plan: { ...plan, known } });
    await answerAll(listening, [
      ['Server (the address of the server): ', 'https://idp.example.com'],
      [/Mint at .*: $/, '/mint'],
      [/Register at .*: $/, ''],
    ]);
    await listening.hears('Looking up the endpoints of idp.example.com.');
    await listening.hears('your admin access token');
  });
});

describe('the admin access token', () => {
  it('is pasted without echo, cleaned, and looked into before it is used', async () => {
    const listening = await listenAt('your admin access token');
    const claims = Buffer.from(JSON.stringify({ aud: 'https://elsewhere.example', exp: 1 })).toString('base64url');
    await listening.answers(NUMBER, '2');
    await listening.hears('Paste the token');
    listening.types(`Bearer e30.${claims}.${TELLTALE}\r`);
    await listening.hears('Removed a leading "Bearer "');
    await listening.hears('get a fresh one');
    await listening.answers(NUMBER, 'q');
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('that looks wrong is used only when the operator says so', async () => {
    const listening = await listenAt('your admin access token');
    const claims = Buffer.from(JSON.stringify({ aud: 'https://elsewhere.example' })).toString('base64url');
    await listening.answers(NUMBER, '2');
    await listening.hears('Paste the token');
    listening.types(`e30.${claims}.${TELLTALE}\r`);
    await listening.hears('Take care: its audience is https://elsewhere.example');
    await listening.answers(NUMBER, '2');
    await listening.hears('mint an initial access token');
  });

  it.each([
    ['b', 'use the one that is ready'],
    ['?', 'Help: Admin token.'],
    ['two words', 'That cannot be used'],
    ['', 'That cannot be used'],
  ])('is not %j: that is heard as it was meant', async (typed, heard) => {
    const listening = await listenAt('your admin access token');
    await listening.answers(NUMBER, '2');
    await listening.hears('Paste the token');
    listening.types(`${typed}\r`);
    await listening.hears(heard);
  });

  it('is read from a file, and who else can read that is said', async () => {
    const { adminToken } = itinerary().known;
    const listening = await listenAt('your admin access token', {
      desk: {
        readTokenFile: async path =>
          path === 'right.txt' && adminToken
            ? success({ token: adminToken, warnings: ['others can read it'] })
            : { ok: false, failure: { kind: 'not-valid', problem: 'there is no such file' } },
      },
    });
    await answerAll(listening, [
      [NUMBER, '3'],
      ['Path of the file: ', 'wrong.txt'],
      ['There is no such file.', ''],
    ]);
    await listening.hears('mint an initial access token');
    await listening.answers(NUMBER, 'b');
    await answerAll(listening, [
      [NUMBER, '3'],
      ['Path of the file: ', 'right.txt'],
    ]);
    await listening.hears('Take care: others can read it.');
  });
});

it('the mint says what it asks for, in words, and can be changed', async () => {
  const listening = await listenAt('mint an initial access token');
  await listening.hears('Label bootstrap, lifetime 3600 seconds (1 hour), 10 uses.');
  await answerAll(listening, [
    [NUMBER, '2'],
    ['Label, - for none [bootstrap]: ', '-'],
    [/Lifetime .*: $/, 'soon'],
    ['Lifetime has to be a whole number', '600'],
    [/Uses.*: $/, '1'],
  ]);
  await listening.hears('No label, lifetime 600 seconds (10 min), 1 use.');
  await listening.answers(NUMBER, '3');
  await listening.hears('curl');
  await listening.answers(NUMBER, '1');
  await listening.hears('choose a client template');
  expect(listening.session.state().answers.mint).toEqual({ expires_in: 600, max_uses: 1 });
});

describe('the keys', () => {
  it.each([
    [['2', '2', 'sig-7'], { from: 'generate', alg: 'ES256', kid: 'sig-7' }],
    [['3', 'key.pem'], { from: 'file', path: 'key.pem' }],
    [['4', 'https://app.example.com/jwks'], { from: 'jwks_uri', url: 'https://app.example.com/jwks' }],
    [['5'], { from: 'none' }],
  ])('are answered by %j', async (lines, choice) => {
    const listening = await listenAt('how will the server know');
    for (const line of lines) await listening.answers(/: $/, line);
    await listening.hears('where the server may send');
    expect(listening.session.state().answers.keys?.choice).toEqual(choice);
  });

  it('take no jwks_uri that is none', async () => {
    const listening = await listenAt('how will the server know');
    await listening.answers(NUMBER, '4');
    await listening.answers('The jwks_uri: ', 'jwks.json');
    await listening.answers(/It .*\n/, '');
    await listening.answers('The jwks_uri: ', 'b');
    await listening.hears('make a key pair');
  });
});

describe('the redirect URIs', () => {
  const listenThere = () => listenAt('where the server may send');

  it('are added, also many at once, replaced, moved, deleted, and undone', async () => {
    const listening = await listenThere();
    await answerAll(listening, [
      [KEEP, 'https://a.example/cb, https://b.example/cb'],
      ['Added 2. 3 URIs in the list.', ''],
    ]);
    await listening.hears('read it once more');
    await listening.answers(NUMBER, 'b');
    await answerAll(listening, [
      [KEEP, 'd 1'],
      ['Deleted https://app.example.com/auth/callback. 2 URIs in the list.', 'm 2 1'],
      ['Moved.', 'e 2 https://c.example/cb'],
      ['Replaced.', 'd 2'],
      ['One URI in the list.', 'u'],
      ['Undone. 2 URIs in the list.', 'l'],
    ]);
    await listening.hears('1. https://b.example/cb\n2. https://c.example/cb');
  });

  it('that cannot be sent are not taken, and the list stays as it was', async () => {
    const listening = await listenThere();
    await answerAll(listening, [
      [KEEP, 'localhost:3000/cb'],
      ['Not taken: "localhost:3000/cb" is no absolute URI', 'd 9'],
      ['The list has the numbers 1 to 1.', 'e 1'],
      ['Type the URI behind the number', 'http://shop.example/cb'],
    ]);
    await listening.hears('Take care: http to shop.example');
  });

  it('pasted as lines are one answer, and an empty line in them does not keep the list', async () => {
    const listening = await listenThere();
    await listening.hears(KEEP);
    listening.types('https://a.example/cb\n\nhttps://b.example/cb\n');
    await listening.hears('Added 2. 3 URIs in the list.');
  });

  it('that were typed and not kept yet survive a step back', async () => {
    const listening = await listenThere();
    await answerAll(listening, [
      [KEEP, 'https://a.example/cb'],
      [KEEP, 'b'],
      [NUMBER, ''],
    ]);
    await listening.hears('2. https://a.example/cb');
  });
});

describe('the review', () => {
  const listenThere = () => listenAt('read it once more');

  it('says every member with where it came from, and changes, adds and leaves out', async () => {
    const listening = await listenThere();
    await listening.hears('client_name: bff-server (template)');
    await answerAll(listening, [
      [NUMBER, '2'],
      [NUMBER, '2'],
      ['Its value, - for none [bff-server]: ', 'shop'],
      ['client_name goes out as "shop".', ''],
    ]);
    await listening.hears(/Step \d of \d: registered|Trouble/);
    expect(listening.session.state().answers.registered?.asked['client_name']).toBe('shop');
  });

  it('adds any member by its name, and one that nobody knows is said to be strange', async () => {
    const listening = await listenThere();
    await listening.answers(NUMBER, '2');
    const list = await listening.hears(NUMBER);
    listening.types(`${/(\d+)\. add another/.exec(list)?.[1]}\n`);
    await answerAll(listening, [
      ['Name of the member: ', 'contact'],
      [/Did you mean contacts\?[\s\S]*Its value: $/, 'b'],
    ]);
    await listening.hears('1. register this client');
  });

  it('leads to the question of a member that has one, and comes back', async () => {
    const listening = await listenThere();
    await listening.answers(NUMBER, '2');
    const list = await listening.hears(NUMBER);
    listening.types(`${/(\d+)\. redirect_uris/.exec(list)?.[1]}\n`);
    await listening.hears('where the server may send');
    await listening.answers(KEEP, '');
    await listening.hears('read it once more');
  });

  it('quotes the request in each form, without a token in it, and copies it', async () => {
    const listening = await listenThere();
    await listening.answers(NUMBER, '4');
    await listening.answers(NUMBER, '3');
    await listening.hears('Authorization: Bearer $DCR_IAT');
    await listening.answers(NUMBER, '2');
    await listening.hears('The request copied (wl-copy).');
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('saves a runbook, and says where', async () => {
    const listening = await listenThere();
    await listening.answers(NUMBER, '5');
    await listening.hears('Saved as mine.yaml');
  });

  it('does not send by Enter what most servers refuse, and does so when it is told', async () => {
    const listening = await listenThere();
    await answerAll(listening, [
      [NUMBER, 'b'],
      [KEEP, 'http://shop.example/cb'],
      [KEEP, ''],
    ]);
    await listening.hears('Take care: ');
    await listening.answers(NUMBER, '');
    await listening.hears('Not sent: most servers would refuse it');
    const list = await listening.hears(NUMBER);
    expect(listening.calls()).not.toContain('registerClient');
    listening.types(`${/(\d+)\. register although/.exec(list)?.[1]}\n`);
    await listening.hears('registered');
  });
});

describe('the result', () => {
  it('shows the client secret when it is asked to, and copies it without', async () => {
    const secret = `secret-${TELLTALE}-plain`;
    const listening = await listenAt('registered', {
      plan: itinerary({ known: { template: 'web-confidential', metadata: {} } }),
      script: {
        registerClient: async request => {
          const { answered } = await import('../support/scripted-ports.ts');
          return answered(request, 201, {
            ...request.body,
            client_id: 'c-1',
            client_secret: secret,
            client_secret_expires_at: 0,
            grant_types: ['refresh_token'],
          });
        },
      },
    });
    await listening.hears('A client secret was given; it never expires.');
    await listening.hears('granted refresh_token (without authorization_code)');
    await listening.answers(NUMBER, '4');
    await listening.hears('client_secret copied (wl-copy).');
    expect(listening.everything()).not.toContain(TELLTALE);
    await listening.answers(NUMBER, '3');
    await listening.hears(secret);
  });
});

describe('the hand-over', () => {
  it('adds a file, leaves one out, and does not try what cannot be written', async () => {
    const listening = await listenAt('registered', {
      desk: {
        composeServices: async () => ['web', 'bff'],
        previewHandOver: async (_, targets) =>
          targets.flatMap(target => {
            if (target.to === 'checklist') return [];
            const problem = target.file.startsWith('nowhere/') ? 'there is no such folder' : undefined;
            const changes = [{ key: 'OIDC_CLIENT_ID', change: 'added' as const, value: 'client-1' }];
            return [
              { to: target.to, file: target.file, changes, missing: [], warnings: [], ...(problem && { problem }) },
            ];
          }),
      },
    });
    await answerAll(listening, [
      [NUMBER, '1'],
      [NUMBER, '2'],
      [NUMBER, '2'],
      [/Path of the file, .*: $/, 'docker-compose.yml'],
      ['Which service of it?', '2'],
      [/4\. leave out docker-compose\.yml \(service bff\)/, '4'],
      [NUMBER, '2'],
      [NUMBER, '1'],
      [/Path of the file, .*: $/, 'nowhere/.env'],
      ['- OIDC_CLIENT_ID, added: client-1', '1'],
    ]);
    await listening.hears('nowhere/.env cannot be written: there is no such folder.');
    await listening.answers(NUMBER, '5');
    await listening.answers(NUMBER, '1');
    expect(await listening.run.ended).toMatchObject({ ended: 'finished' });
    expect(listening.calls()).not.toContain('handOver');
  });
});
