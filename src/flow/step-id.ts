/** The steps of a flow, in the order of a whole one. A runbook may leave some out, never move them. */
export const STEP_IDS = [
  'server',
  'admin-token',
  'mint',
  'template',
  'keys',
  'redirect-uris',
  'review',
  'register',
  'result',
  'hand-over',
] as const;
export type RegistrationStepId = (typeof STEP_IDS)[number];

/** The steps of a flow that changes a client which is registered already. */
export const UPDATE_STEP_IDS = ['read-client', 'keys', 'review-update', 'update', 'hand-over'] as const;

export type StepId = RegistrationStepId | (typeof UPDATE_STEP_IDS)[number];
