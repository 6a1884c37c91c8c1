import type { StepId } from '../flow/step.ts';
import { keysQuestion, templateQuestion } from './client-questions.ts';
import { handOverQuestion } from './hand-over-question.ts';
import { mintQuestion } from './mint-question.ts';
import type { Question } from './question.ts';
import { redirectUrisQuestion } from './redirect-uris-question.ts';
import { resultQuestion } from './result-question.ts';
import { reviewQuestion } from './review-question.ts';
import { serverQuestion } from './server-question.ts';
import { adminTokenQuestion } from './token-question.ts';
import { reviewUpdateQuestion } from './update-question.ts';

/** Steps that are left out ask nothing: a request is out, or it failed. */
export const QUESTIONS: Readonly<Partial<Record<StepId, Question>>> = {
  server: serverQuestion,
  'admin-token': adminTokenQuestion,
  mint: mintQuestion,
  template: templateQuestion,
  keys: keysQuestion,
  'redirect-uris': redirectUrisQuestion,
  review: reviewQuestion,
  result: resultQuestion,
  'hand-over': handOverQuestion,
  'review-update': reviewUpdateQuestion,
};
