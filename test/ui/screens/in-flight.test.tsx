import { expect, test } from 'vitest';
import type { State } from '../../../src/engine/state.ts';
import type { Effect } from '../../../src/flow/effect.ts';
import type { StepId } from '../../../src/flow/step.ts';
import { LookContext } from '../../../src/ui/hooks/use-look.ts';
import { createLook } from '../../../src/ui/look.ts';
import { InFlightScreen } from '../../../src/ui/screens/in-flight.tsx';
import { adminToken, later, TELLTALE } from '../../support/flow.ts';
import { show } from '../../support/ink.ts';
import { at, EMPOWERNOW, staged } from '../gallery/frame.tsx';

function out(step: StepId, effect: Effect): State {
  return at(step, { inFlight: { attempt: 1, step, effect, since: later(346.6) } });
}

const REGISTERING: Effect = {
  type: 'register-client',
  server: EMPOWERNOW,
  asked: { client_name: 'bff\u001b[2J-server' },
};
const MINTING: Effect = { type: 'mint-iat', server: EMPOWERNOW, adminToken: adminToken().token, parameters: {} };

async function drawn(state: State, { motion = false, isLeaving = false, columns = 80, rows = 24 } = {}) {
  const look = createLook({ unicode: true, motion });
  const screen = await show(
    <LookContext value={look}>
      {staged(
        props => (
          <InFlightScreen {...props} isLeaving={isLeaving} />
        ),
        state,
      )}
    </LookContext>,
    { columns, rows },
  );
  return screen;
}

test('a registration that is out says so, for how long, and that it is sent once', async () => {
  const frame = (await drawn(out('register', REGISTERING))).lastFrame();
  expect(frame).toContain('Registering bff[2J-server … 1 s of 60 s');
  expect(frame).toContain('Sent once, never repeated by itself.');
  expect(frame).toContain('POST https://idp.ocg.labs.empowernow.ai/api/oidc/dcr/register');
});

test('with motion the time has tenths', async () => {
  expect((await drawn(out('register', REGISTERING), { motion: true })).lastFrame()).toContain('1.4 s of 60 s');
});

test('a mint has its own limit, and shows no token', async () => {
  const screen = await drawn(out('mint', MINTING));
  expect(screen.lastFrame()).toContain('Minting an initial access token … 1 s of 15 s');
  expect(screen.frames.join('')).not.toContain(TELLTALE);
});

test.each([
  [{ type: 'obtain-keys', choice: { from: 'generate', alg: 'RS256' } }, 'Making a key pair … 1 s'],
  [{ type: 'obtain-keys', choice: { from: 'file', path: 'k.pem' } }, 'Reading the key … 1 s'],
  [{ type: 'discover-endpoints', server: EMPOWERNOW }, 'Looking up the endpoints of idp.ocg.labs.empowernow.ai …'],
  [{ type: 'hand-over', targets: [{ to: 'dotenv', file: '.env', set: {} }], values: {} }, 'Writing .env'],
] satisfies [Effect, string][])('%o is said in words', async (effect, words) => {
  expect((await drawn(out('server', effect))).lastFrame()).toContain(words);
});

test('leaving is warned of, at every size', async () => {
  for (const [columns, rows] of [
    [80, 24],
    [40, 12],
  ] as const) {
    const screen = await drawn(out('register', REGISTERING), { isLeaving: true, columns, rows });
    const words = screen.window().join(' ').replace(/\s+/g, ' ');
    expect(words).toContain('▲ The request is out. Leave now and the outcome is unknown.');
    expect(words).toContain('Ctrl+C again leaves; any other key waits on.');
  }
});
