import type { Condition, Rule } from './rule.ts';
import { answerRules } from './rules/answer-rules.ts';
import { bearerRules } from './rules/bearer-rules.ts';
import { clientTokenRules } from './rules/client-token-rules.ts';
import { connectionRules } from './rules/connection-rules.ts';
import { grantRules } from './rules/grant-rules.ts';
import { iatRules } from './rules/iat-rules.ts';
import { keyRules } from './rules/key-rules.ts';
import { memberRules } from './rules/member-rules.ts';
import { mintRules } from './rules/mint-rules.ts';
import { placeRules } from './rules/place-rules.ts';
import { policyRules } from './rules/policy-rules.ts';
import { redirectRules } from './rules/redirect-rules.ts';
import { requestRules } from './rules/request-rules.ts';
import { resultRules } from './rules/result-rules.ts';
import { tlsRules } from './rules/tls-rules.ts';
import { tokenRules } from './rules/token-rules.ts';

const refused: Condition = { any: [{ status: ['3xx', '4xx', '5xx', 'none'] }, { facts: ['error-in-success'] }] };

/** Rules that speak of a refusal: where the server said yes, words like these come from a client or a log beside it. */
function ofRefusals(rows: readonly Rule[]): Rule[] {
  return rows.map(rule => ({ ...rule, when: { all: [refused, rule.when] } }));
}

/** Every rule there is; their order means nothing. */
export const rules: readonly Rule[] = [
  ...ofRefusals([...iatRules, ...redirectRules, ...grantRules, ...memberRules]),
  ...tokenRules,
  ...bearerRules,
  ...clientTokenRules,
  ...mintRules,
  ...policyRules,
  ...keyRules,
  ...requestRules,
  ...placeRules,
  ...answerRules,
  ...resultRules,
  ...connectionRules,
  ...tlsRules,
];
