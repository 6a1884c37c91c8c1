import { clientTemplate } from '../domain/metadata/client-templates.ts';
import type { Step } from '../flow/step.ts';

/** What kind of client it is: the metadata that everything after starts from. */
export const template: Step = {
  standing: answers => (answers.template === undefined ? 'open' : 'done'),
  suggest: (known, answers) => ({
    happening: {
      type: 'template-chosen',
      template: answers.template ?? known.template,
      metadata: { ...known.metadata, ...answers.metadata },
    },
  }),
  hear: (answers, happening) => {
    if (happening.type !== 'template-chosen') return { do: 'stay' };
    if (clientTemplate(happening.template) === undefined) {
      return {
        do: 'fail',
        failure: { kind: 'not-valid', problem: `no client template is called "${happening.template}"` },
      };
    }
    return {
      do: 'next',
      answers: { ...answers, template: happening.template, metadata: { ...answers.metadata, ...happening.metadata } },
    };
  },
};
