import type { Rule } from './rule.ts';
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

/** Every rule there is; their order means nothing. */
export const rules: readonly Rule[] = [
  ...iatRules,
  ...tokenRules,
  ...bearerRules,
  ...clientTokenRules,
  ...mintRules,
  ...policyRules,
  ...redirectRules,
  ...keyRules,
  ...grantRules,
  ...memberRules,
  ...requestRules,
  ...placeRules,
  ...answerRules,
  ...resultRules,
  ...connectionRules,
  ...tlsRules,
];
