import { describe, expect, it } from 'vitest';
import { clientTemplates } from '../../src/domain/metadata/client-templates.ts';
import { template } from '../../src/steps/template.ts';
import { NOTHING, overheard } from '../support/answers.ts';
import { itinerary, later } from '../support/flow.ts';

describe('choosing a template', () => {
  it.each(clientTemplates.map(({ name }) => name))('%s is known', name => {
    const move = template.hear(
      NOTHING,
      { type: 'template-chosen', template: name, metadata: { scope: 'a' } },
      later(1),
    );
    expect(move).toMatchObject({ do: 'next', answers: { template: name, metadata: { scope: 'a' } } });
  });

  it('that nobody knows is named, and the one before stays', () => {
    const before = { ...NOTHING, template: 'native' };
    expect(template.hear(before, { type: 'template-chosen', template: 'bf-server', metadata: {} }, later(1))).toEqual({
      do: 'fail',
      failure: { kind: 'not-valid', problem: 'no client template is called "bf-server"' },
    });
  });

  it('anew suggests the members that were typed since, not those of the runbook', () => {
    const known = { ...itinerary().known, metadata: { scope: 'runbook', client_name: 'runbook' } };
    const answers = { ...NOTHING, template: 'native', metadata: { scope: 'typed' } };
    expect(template.suggest?.(known, answers)).toEqual({
      happening: {
        type: 'template-chosen',
        template: 'native',
        metadata: { scope: 'typed', client_name: 'runbook' },
      },
    });
  });

  it('happens here only', () => {
    expect(overheard(template, ['template-chosen'], NOTHING)).toEqual([]);
  });
});
