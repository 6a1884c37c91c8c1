import { describe, expect, it } from 'vitest';
import type { HttpRequest, Transmission } from '../../src/domain/server/request.ts';
import { itinerary, later, TELLTALE } from '../support/flow.ts';
import { KEEP, type ListeningOptions, listenTo, NUMBER } from '../support/listener.ts';
import { answered, unanswered } from '../support/scripted-ports.ts';

type Script = NonNullable<ListeningOptions['script']>;

const SCOPE = 'scope must only contain Authorization Server supported scope values';

/** A replay that was sent, with what the server made of it. */
async function registering(
  registerClient: NonNullable<Script['registerClient']>,
  { at, plan }: Pick<ListeningOptions, 'at' | 'plan'> = {},
) {
  const listening = listenTo({ replay: true, script: { registerClient }, ...(at && { at }), ...(plan && { plan }) });
  await listening.hears('read it once more');
  await listening.answers(NUMBER, '1');
  return listening;
}

/** A refusal with its whole answer, which the causes are read from. */
function refusing(error: string, error_description: string): (request: HttpRequest) => Promise<Transmission> {
  const body = { error, error_description };
  return async request => {
    const { exchange, ...transmission } = answered(request, 400, body);
    return { ...transmission, exchange: { ...exchange, body: JSON.stringify(body) } } as Transmission;
  };
}

describe('a refusal', () => {
  it('is told with its causes, and the first way out leads to the entry at fault', async () => {
    const listening = await registering(refusing('invalid_redirect_uri', 'redirect_uris must use https'), {
      plan: itinerary({
        known: { metadata: {}, redirectUris: ['https://fine.example/cb', 'http://shop.example/cb'], sendAnyway: true },
      }),
    });
    await listening.hears('Trouble: The server refused the registration: 400 invalid_redirect_uri.');
    await listening.hears('The server said: "redirect_uris must use https"');
    await listening.hears('Your answers are kept.');
    const ways = await listening.hears(NUMBER);
    expect(ways).toContain('1. change the redirect URIs, then register again');
    listening.types('1\n');
    await listening.hears('where the server may send users back to');
    await listening.hears('This is about number 2 of 2');
    await listening.answers(KEEP, '');
    await listening.hears('read it once more');
  });

  it('of a scope leads to its value, and registers once that is changed', async () => {
    let answers = 0;
    const listening = await registering(
      async request => {
        answers += 1;
        return answers === 1
          ? refusing('invalid_client_metadata', SCOPE)(request)
          : answered(request, 201, { client_id: 'client-1', ...request.body });
      },
      { plan: itinerary() },
    );
    await listening.hears('Trouble: ');
    await listening.answers(NUMBER, '1');
    await listening.answers(/Its value[^\n]*: $/, 'openid');
    await listening.answers(NUMBER, '1');
    await listening.hears('registered');
  });

  it('is explained by ?, shown in full without a token, and left by q with its own exit', async () => {
    const listening = await registering(refusing('invalid_client_metadata', `you sent minted-${TELLTALE}`));
    await listening.hears('Trouble: ');
    await listening.answers(NUMBER, '?');
    await listening.hears('Help: What went wrong.');
    const list = await listening.hears(NUMBER);
    listening.types(`${/(\d+)\. read the request/.exec(list)?.[1]}\n`);
    await listening.hears('Authorization: Bearer $DCR_IAT');
    await listening.answers(NUMBER, 'q');
    expect(await listening.run.ended).toMatchObject({ ended: 'left', failure: { kind: 'oauth-error' } });
    expect(listening.everything()).not.toContain(TELLTALE);
  });

  it('is gone back from by b, with everything as it was', async () => {
    const listening = await registering(refusing('invalid_client_metadata', 'no'));
    await listening.hears('Trouble: ');
    await listening.answers(NUMBER, 'b');
    await listening.hears('read it once more');
    await listening.hears('client_name: bff-server');
  });

  it('that names a time to wait is not tried again before it', async () => {
    let seconds = 60;
    const listening = await registering(
      async request => {
        const { exchange } = unanswered(request, true);
        const headers = { 'retry-after': '30' };
        const answer = { status: 429, headers, body: new Uint8Array(), receivedAt: later(61).wall, tookMs: 5 };
        return { kind: 'answered', answer, exchange: { ...exchange, status: 429, headers } };
      },
      { at: () => later(seconds) },
    );
    await listening.hears('The server wants to be left alone: try again in 00:30.');
    const again = async () => {
      const list = await listening.hears(NUMBER);
      listening.types(`${/(\d+)\. try again/.exec(list)?.[1]}\n`);
    };
    await again();
    await listening.hears('try again in 00:30.');
    seconds = 95;
    await again();
    await listening.hears('Registering bff-server.');
    expect(listening.calls().filter(call => call === 'registerClient')).toHaveLength(2);
  });
});

describe('an outcome that nobody knows', () => {
  it('is registered again only by the typed name, never by Enter', async () => {
    const listening = await registering(async request => unanswered(request, true));
    await listening.hears('The client may exist.');
    await listening.hears('request id request-1');
    await listening.answers(NUMBER, '4');
    await listening.answers(/Type bff-server to register again[^\n]*: $/, '');
    await listening.hears('nothing was sent');
    expect(listening.calls().filter(call => call === 'registerClient')).toHaveLength(1);
    await listening.answers(NUMBER, '4');
    await listening.answers(/Type bff-server to register again[^\n]*: $/, 'bff-server');
    await listening.hears('Registering bff-server.');
    await listening.hears(NUMBER);
    expect(listening.calls().filter(call => call === 'registerClient')).toHaveLength(2);
  });

  it('can be put into a support bundle, and nothing is sent by that', async () => {
    const listening = await registering(async request => unanswered(request, true));
    await listening.hears('save a support bundle');
    await listening.answers(NUMBER, '3');
    await listening.hears('/bundles/bundle-1.json');
    expect(listening.calls().filter(call => call === 'registerClient')).toHaveLength(1);
  });

  it('is left as unknown by Enter', async () => {
    const listening = await registering(async request => unanswered(request, true));
    await listening.hears('The client may exist.');
    await listening.answers(NUMBER, '');
    expect(await listening.run.ended).toMatchObject({ ended: 'left', failure: { kind: 'outcome-unknown' } });
  });
});

it('an endpoint that a discovery found on another origin is asked about before it gets a token', async () => {
  const plan = itinerary({ known: { metadata: {} } });
  const { server } = plan.known;
  const { registration_endpoint: _, ...bare } = server ?? { url: '', wire: { request: {}, answer: {} } };
  const listening = listenTo({
    plan: { ...plan, known: { ...plan.known, server: bare as NonNullable<typeof server> } },
    script: {
      discoverEndpoints: async found => ({
        ok: true,
        value: { ...found, registration_endpoint: 'https://dcr.example.net/register' },
      }),
    },
  });
  await listening.answers(NUMBER, '');
  await listening.hears('Trouble: The registration endpoint is on another origin');
  await listening.hears('May a token go to https://dcr.example.net?');
  await listening.answers(NUMBER, '2');
  await listening.hears('your admin access token');
  expect(listening.session.state().answers.allowedOrigins).toEqual(['https://dcr.example.net']);
});
