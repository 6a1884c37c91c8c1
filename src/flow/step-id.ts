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
export type StepId = (typeof STEP_IDS)[number];
