import type { Step, StepId } from '../flow/step.ts';
import { adminToken } from './admin-token.ts';
import { handOver } from './hand-over.ts';
import { keys } from './keys.ts';
import { mint } from './mint.ts';
import { readClient } from './read-client.ts';
import { redirectUris } from './redirect-uris.ts';
import { register } from './register.ts';
import { result } from './result.ts';
import { review } from './review.ts';
import { reviewUpdate } from './review-update.ts';
import { server } from './server.ts';
import { template } from './template.ts';
import { update } from './update.ts';

/** Every step by its name. */
export const steps: Record<StepId, Step> = {
  server,
  'admin-token': adminToken,
  mint,
  template,
  keys,
  'redirect-uris': redirectUris,
  review,
  register,
  result,
  'hand-over': handOver,
  'read-client': readClient,
  'review-update': reviewUpdate,
  update,
};
