import { expect, test } from 'vitest';
import { failed, success } from '../../src/domain/result.ts';
import { createSession } from '../../src/engine/session.ts';
import { steps } from '../../src/steps/steps.ts';
import { App } from '../../src/ui/app.tsx';
import { createLook } from '../../src/ui/look.ts';
import { Root } from '../../src/ui/root.tsx';
import { itinerary, later, SERVER, unreachable } from '../support/flow.ts';
import { KEY, show } from '../support/ink.ts';
import { type Script, scriptedPorts } from '../support/scripted-ports.ts';
import { DESK, PLAN } from './gallery/frame.tsx';

/** A run at its first step, its registration endpoint still to be found. */
async function walking(discoverEndpoints: NonNullable<Script['discoverEndpoints']>) {
  const { registration_endpoint: _, ...server } = SERVER;
  const plan = itinerary({ known: { server } });
  const { ports } = scriptedPorts({ discoverEndpoints });
  const session = createSession({ itinerary: plan, steps, ports, identity: { run: 'run-1' } });
  const ignore = () => {};
  const screen = await show(
    <Root
      begun={{ session, plan: { ...PLAN, ...plan, steps: [...plan.steps], silent: [] }, desk: DESK }}
      App={App}
      steps={steps}
      clock={{ now: () => later(60) }}
      look={createLook({ unicode: true, motion: false })}
      onBegin={ignore}
      leave={ignore}
      cancel={ignore}
      onCrash={ignore}
    />,
  );
  return { screen, session };
}

test('addresses that were typed are still there after the server was not reached', async () => {
  const { screen } = await walking(async () => failed(unreachable('discover')));
  await screen.press('/typed', KEY.enter);
  await screen.untilShown('was not reached');
  await screen.press(KEY.escape);
  await screen.untilShown('Which server registers the client?');
  expect(screen.lastFrame()).toContain('https://idp.example.com/typed');
});

test('an endpoint found on another origin is asked about, and the run goes on after a yes', async () => {
  const found = { ...SERVER, registration_endpoint: 'https://clients.example.com/register' };
  const { screen, session } = await walking(async () => success(found));
  await screen.press(KEY.enter);
  await screen.untilShown('May a token go to https://clients.example.com?');
  expect(session.state().answers.server).toBeUndefined();
  await screen.press(KEY.down, KEY.enter);
  await screen.untilShown('Your admin access token');
  expect(session.state().answers).toMatchObject({ server: found, allowedOrigins: ['https://clients.example.com'] });
});

test('a no leads back to the addresses', async () => {
  const found = { ...SERVER, registration_endpoint: 'https://clients.example.com/register' };
  const { screen, session } = await walking(async () => success(found));
  await screen.press(KEY.enter);
  await screen.untilShown('May a token go to');
  await screen.press(KEY.enter);
  await screen.untilShown('Which server registers the client?');
  expect(session.state().failure).toBeUndefined();
  expect(session.state().answers.allowedOrigins).toEqual([]);
});
