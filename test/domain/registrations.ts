import { judgeRegistrationAnswer } from '../../src/domain/registration/registration-answer.ts';
import type { RawAnswer } from '../../src/domain/server/request.ts';
import { answerOf, exchangeAt, SENT_AT } from './answers.ts';

export const asked = { client_name: 'bff-server', token_endpoint_auth_method: 'none' };
export const whole = {
  client_id: 'c1',
  client_secret: 'tops3cret-secret',
  client_secret_expires_at: 0,
  client_id_issued_at: 1795424990,
  registration_access_token: 'tops3cret-rat',
  registration_client_uri: 'https://idp.example/api/oidc/dcr/register/c1',
  client_name: 'bff-server',
  token_endpoint_auth_method: 'client_secret_basic',
};

export function judge(answer: RawAnswer, metadata: Record<string, string> = asked) {
  return judgeRegistrationAnswer(answer, metadata, exchangeAt('register'), SENT_AT);
}

export function clientOf(body: unknown, more: Partial<RawAnswer> = {}, status = 201) {
  const judged = judge(answerOf(status, body, more));
  if (!judged.ok) throw new Error(`no client: ${JSON.stringify(judged.failure)}`);
  return judged;
}
