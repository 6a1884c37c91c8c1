import type { StepId } from '../flow/step.ts';

export const STEP_TITLES: Readonly<Record<StepId, string>> = {
  server: 'Server',
  'admin-token': 'Admin token',
  mint: 'Mint',
  template: 'Template',
  keys: 'Keys',
  'redirect-uris': 'Redirect URIs',
  review: 'Review',
  register: 'Register',
  result: 'Result',
  'hand-over': 'Hand over',
  'read-client': 'Read',
  'review-update': 'Review',
  update: 'Update',
};
