import type { Condition, Rule } from './rule.ts';
import { answerRules } from './rules/answer-rules.ts';
import { authMethodRules } from './rules/auth-method-rules.ts';
import { bearerRules } from './rules/bearer-rules.ts';
import { bodyRules } from './rules/body-rules.ts';
import { certificateRules } from './rules/certificate-rules.ts';
import { clientTokenRules } from './rules/client-token-rules.ts';
import { clientUpdateRules } from './rules/client-update-rules.ts';
import { connectionRules } from './rules/connection-rules.ts';
import { firewallRules } from './rules/firewall-rules.ts';
import { gatewayRules } from './rules/gateway-rules.ts';
import { grantRules } from './rules/grant-rules.ts';
import { iatLimitRules } from './rules/iat-limit-rules.ts';
import { iatRules } from './rules/iat-rules.ts';
import { jwksUriRules } from './rules/jwks-uri-rules.ts';
import { keyRules } from './rules/key-rules.ts';
import { memberRules } from './rules/member-rules.ts';
import { mintRules } from './rules/mint-rules.ts';
import { missingMemberRules } from './rules/missing-member-rules.ts';
import { opaqueRules } from './rules/opaque-rules.ts';
import { placeRules } from './rules/place-rules.ts';
import { policyRules } from './rules/policy-rules.ts';
import { proxyRules } from './rules/proxy-rules.ts';
import { redirectCountRules } from './rules/redirect-count-rules.ts';
import { redirectFitRules } from './rules/redirect-fit-rules.ts';
import { redirectFormRules } from './rules/redirect-form-rules.ts';
import { redirectPolicyRules } from './rules/redirect-policy-rules.ts';
import { registrationRules } from './rules/registration-rules.ts';
import { requestRules } from './rules/request-rules.ts';
import { resultRules } from './rules/result-rules.ts';
import { scopeRules } from './rules/scope-rules.ts';
import { silenceRules } from './rules/silence-rules.ts';
import { softwareStatementRules } from './rules/software-statement-rules.ts';
import { statusRules } from './rules/status-rules.ts';
import { tlsRules } from './rules/tls-rules.ts';
import { tokenIssuerRules } from './rules/token-issuer-rules.ts';
import { tokenKindRules } from './rules/token-kind-rules.ts';
import { tokenMissingRules } from './rules/token-missing-rules.ts';
import { tokenRightRules } from './rules/token-right-rules.ts';
import { tokenTimeRules } from './rules/token-time-rules.ts';
import { valueRules } from './rules/value-rules.ts';

const refused: Condition = { any: [{ status: ['3xx', '4xx', '5xx', 'none'] }, { facts: ['error-in-success'] }] };

/** Rules that speak of a refusal: where the server said yes, words like these come from a client or a log beside it. */
function ofRefusals(rows: readonly Rule[]): Rule[] {
  return rows.map(rule => ({ ...rule, when: { all: [refused, rule.when] } }));
}

/** Every rule there is; their order means nothing. */
export const rules: readonly Rule[] = [
  ...ofRefusals([
    ...iatLimitRules,
    ...iatRules,
    ...redirectCountRules,
    ...redirectFormRules,
    ...redirectPolicyRules,
    ...redirectFitRules,
    ...grantRules,
    ...authMethodRules,
    ...memberRules,
    ...missingMemberRules,
    ...valueRules,
    ...opaqueRules,
  ]),
  ...tokenTimeRules,
  ...tokenIssuerRules,
  ...tokenRightRules,
  ...tokenMissingRules,
  ...bearerRules,
  ...tokenKindRules,
  ...clientTokenRules,
  ...clientUpdateRules,
  ...mintRules,
  ...registrationRules,
  ...policyRules,
  ...softwareStatementRules,
  ...scopeRules,
  ...keyRules,
  ...jwksUriRules,
  ...requestRules,
  ...bodyRules,
  ...placeRules,
  ...gatewayRules,
  ...firewallRules,
  ...answerRules,
  ...resultRules,
  ...statusRules,
  ...connectionRules,
  ...proxyRules,
  ...silenceRules,
  ...certificateRules,
  ...tlsRules,
];
