import { expect, test } from 'vitest';
import type { AccessToken } from '../../../src/domain/mint/access-token.ts';
import { readyToken } from '../../../src/guidance/drafts/ready-token.ts';
import { adminToken, itinerary, later, refusal } from '../../support/flow.ts';
import { createWalk, type Walk } from '../../support/walk.ts';

const READY = adminToken(9000);

/** Each of these is given, minted with and refused; then another one is asked for. */
function refusing(...tokens: AccessToken[]): Walk {
  const walk = createWalk(itinerary({ known: { adminToken: READY } }));
  walk.goTo('admin-token');
  for (const given of tokens) {
    walk.tell({ type: 'admin-token-given', adminToken: given });
    walk.tell({ type: 'mint-confirmed', parameters: {} });
    walk.fail(refusal('mint', 'invalid_token', 401));
    walk.tell({ type: 'jumped', to: 'admin-token' });
  }
  return walk;
}

function offered(walk: Walk) {
  return readyToken(walk.state(), { 'admin-token': 'flag' }, later(0));
}

test('the token that was ready is offered again after the server refused a typed one', () => {
  expect(offered(refusing(adminToken(5000)))).toEqual({
    token: READY,
    words: 'a token from --admin-token-file is ready',
  });
});

test('what was refused is not offered again, however many others were refused since', () => {
  const refused = { problem: 'The server refused the token that was here. Give another one.' };
  expect(offered(refusing(READY))).toEqual(refused);
  expect(offered(refusing(READY, adminToken(5000)))).toEqual(refused);
});
