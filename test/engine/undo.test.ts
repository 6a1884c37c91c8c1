import { describe, expect, it } from 'vitest';
import { itinerary, outcomeUnknown } from '../support/flow.ts';
import { asked, createWalk, type Walk } from '../support/walk.ts';

const UNDO = { type: 'undo-confirmed', clientName: 'bff-server' } as const;

function registered(): Walk {
  const walk = createWalk(itinerary());
  walk.goTo('review');
  walk.tell({ type: 'review-confirmed', sendAnyway: false });
  walk.replyWell();
  return walk;
}

describe('a registration that is taken back', () => {
  it('is deleted, and everything typed stands at the review again, to be registered otherwise', () => {
    const walk = registered();
    const { client } = walk.state().answers.registered ?? {};
    walk.tell(UNDO);
    expect(asked(walk, 'delete-client').at(-1)?.effect).toMatchObject({ target: { client } });
    walk.replyWell();
    expect(walk.state()).toMatchObject({ here: 'review', answers: { template: 'bff-server', deleted: { client } } });
    expect(walk.state().answers).not.toHaveProperty('registered');

    walk.tell({ type: 'review-confirmed', sendAnyway: false });
    walk.replyWell();
    expect(walk.state().here).toBe('result');
    expect(walk.state().answers).not.toHaveProperty('deleted');
  });

  it('stays registered where the deletion fails, and is not deleted again by itself', () => {
    const walk = registered();
    walk.tell(UNDO);
    walk.fail(outcomeUnknown('delete'));
    expect(walk.state()).toMatchObject({ here: 'result', failure: { stage: 'delete' } });
    expect(walk.state().answers.registered).toBeDefined();
    walk.tell({ type: 'retried' });
    expect(asked(walk, 'delete-client')).toHaveLength(1);
  });
});
