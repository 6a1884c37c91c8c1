import { expect, test } from 'vitest';
import { drilled, type Practice } from '../../../src/cli/runs/practice-run.ts';
import { drills } from '../../../src/practice/drills.ts';
import { startPracticeServer } from '../../../src/practice/practice-server.ts';
import { adminToken } from '../../support/flow.ts';
import { PLAN } from '../../ui/gallery/frame.tsx';

test('what a drill asks for is told as the drill’s, not as a flag that nobody gave', async () => {
  const drill = drills.find(({ redirectUris }) => redirectUris !== undefined);
  const server = await startPracticeServer(drill ? { drill: drill.name } : {});
  const practice: Practice = { server, adminToken: { token: adminToken(), from: 'flag' }, folder: '' };
  const flags = { 'client.metadata.redirect_uris': 'flag', 'client.template': 'flag' } as const;
  expect(drilled({ ...PLAN, sources: flags }, practice).sources).toMatchObject({
    'client.metadata.redirect_uris': 'drill',
    'client.template': 'flag',
  });
  await server.stop();
});
