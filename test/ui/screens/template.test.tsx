import { expect, test, vi } from 'vitest';
import type { Happening } from '../../../src/flow/event.ts';
import { TemplateScreen } from '../../../src/ui/screens/template.tsx';
import { KEY, show } from '../../support/ink.ts';
import { at, staged } from '../gallery/frame.tsx';

const SCOPE = 'openid profile email offline_access admin.api application.all dcr.register';

test('the template of the runbook has the focus, and what it brings is shown', async () => {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(TemplateScreen, at('template'), { tell }));
  expect(screen.lastFrame()).toContain('❯ bff-server');
  expect(screen.lastFrame()).toContain('token_endpoint_auth_method private_key_jwt');
  expect(screen.lastFrame()).toContain('These of yours win over it: scope');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([[{ type: 'template-chosen', template: 'bff-server', metadata: { scope: SCOPE } }]]);
});

test('another one shows its own metadata, and keeps what the runbook says', async () => {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(TemplateScreen, at('template'), { tell }));
  await screen.press(KEY.down, KEY.down);
  expect(screen.lastFrame()).toContain('❯ spa-pkce');
  expect(screen.lastFrame()).toContain('token_endpoint_auth_method none');
  await screen.press(KEY.enter);
  expect(tell.mock.calls).toEqual([[{ type: 'template-chosen', template: 'spa-pkce', metadata: { scope: SCOPE } }]]);
});

test('a template chosen before has the focus when one comes back', async () => {
  const screen = await show(staged(TemplateScreen, at('template', {}, { template: 'native' })));
  expect(screen.lastFrame()).toContain('❯ native');
});

test('Esc goes back, F1 helps', async () => {
  const tell = vi.fn<(happening: Happening) => void>();
  const screen = await show(staged(TemplateScreen, at('template'), { tell }));
  await screen.press(KEY.f1);
  expect(screen.lastFrame()).toContain('What can go wrong');
  await screen.press(KEY.escape);
  expect(tell).not.toHaveBeenCalled();
  await screen.press(KEY.escape);
  expect(tell.mock.calls).toEqual([[{ type: 'went-back' }]]);
});

test('no way back is promised where what was minted stands behind it', async () => {
  const minted = await show(staged(TemplateScreen, at('template')));
  expect(minted.lastFrame()).not.toContain('Esc back');
  const given = at('template');
  const { iat: _, ...answers } = given.answers;
  const open = await show(staged(TemplateScreen, { ...given, answers }));
  expect(open.lastFrame()).toContain('Esc back');
});

test('at 40x12 every template is in sight', async () => {
  const screen = await show(staged(TemplateScreen, at('template')), { columns: 40, rows: 12 });
  const frame = screen.window().join('\n');
  for (const name of ['bff-server', 'web-confidential', 'spa-pkce', 'native', 'service', 'own'])
    expect(frame).toContain(name);
});
