import { expect, test } from 'vitest';
import { explain } from '../../../src/runbook/render/explain.ts';
import { renderMarkdown } from '../../../src/runbook/render/render-markdown.ts';
import { givenToken, planned } from '../planned.ts';

test('a page says what is done, what is sent, where it goes and what is left to do', () => {
  const plan = planned(`version: 1
title: "A *bold* [title](x) | with_under_scores _and_ more"
summary: "Two\\n\\nlines"
server: {url: https://a.example, initial_access_token_endpoint: /mint}
client: {template: bff-server, metadata: {client_name: "\`\`\`", redirect_uris: [https://a.example/cb]}}
steps: [mint, register, hand-over]
hand_over:
  - {to: compose, file: c.yml, service: bff, set: {A: client_id}}
  - {to: k8s-secret, file: "s\`.yaml", name: oidc, set: {id: client_id, k: kid}}
  - {to: checklist, items: ["Restart <it>"]}
`);
  expect(
    renderMarkdown(plan, [{ severity: 'refusal-likely', member: 'redirect_uris', index: 0, message: 'http' }]),
  ).toMatchInlineSnapshot(`
    "# A \\*bold\\* \\[title\\](x) \\| with_under_scores \\_and\\_ more

    Two lines

    | | |
    | --- | --- |
    | Server | \`https://a.example\` |
    | Template | \`bff-server\` |
    | Steps (in brackets: not asked) | (server) → (admin-token) → mint → (template) → (keys) → (redirect-uris) → (review) → register → hand-over |

    ## Before you begin

    - \`$ADMIN_TOKEN\` stands for your admin access token.
    - \`$DCR_JWKS\` stands for the public keys of the client, a JWK Set in JSON.
    - \`$DCR_REGISTRATION_ENDPOINT\` stands for the registration endpoint of the server.

    ## 1. Mint an initial access token

    \`\`\`http
    POST https://a.example/mint
    Authorization: Bearer $ADMIN_TOKEN
    Content-Type: application/json

    {
      "label": "dcr-runbook",
      "expires_in": 3600,
      "max_uses": 10
    }
    \`\`\`

    ## 2. Register the client

    \`\`\`\`http
    POST $DCR_REGISTRATION_ENDPOINT
    Authorization: Bearer $DCR_IAT
    Content-Type: application/json

    {
      "client_name": "\`\`\`",
      "token_endpoint_auth_method": "private_key_jwt",
      "grant_types": [
        "authorization_code"
      ],
      "response_types": [
        "code"
      ],
      "redirect_uris": [
        "https://a.example/cb"
      ],
      "jwks": $DCR_JWKS
    }
    \`\`\`\`

    ## Worth knowing

    - **a refusal is likely** \`redirect_uris[0]\`: http

    ## Hand over

    - compose \`c.yml\`: service \`bff\`, \`A\` = client_id
    - k8s-secret \`\`s\`.yaml\`\`: Secret \`oidc\`, \`id\` = client_id, \`k\` = kid

    ## Checklist

    - [ ] Restart \\<it\\>
    "
  `);
});

test('where nothing is known yet, the page says so', () => {
  const page = renderMarkdown(planned());
  expect(page).toContain('| Server | not named yet |');
  expect(page).not.toContain('POST');
});

test('--explain names for each value who gave it, and shows no secret', () => {
  const text = `version: 1
server: {url: https://a.example, preset: empowernow}
client: {template: bff-server, metadata: {scope: openid, redirect_uris: [https://a.example/cb]}}
`;
  const plan = planned(text, {
    runbookName: 'mine',
    flags: {
      'initial_access_token.label': 'x',
      'client.metadata': ['contacts=["a@b.example"]'],
      hand_over: 'dotenv:.env',
    },
    environment: { 'server.url': 'https://b.example' },
    adminToken: givenToken('tops3cret'),
  });
  expect(explain(plan).map(({ name, value, from }) => `${name} | ${value} | ${from}`)).toEqual([
    'server.url | https://b.example | DCR_RUNBOOK_SERVER',
    'server.initial_access_token_endpoint | https://b.example/api/admin/dcr/initial-access-tokens | preset empowernow',
    'server.registration_endpoint | https://b.example/api/oidc/dcr/register | preset empowernow',
    'server.preset | empowernow | runbook mine',
    'admin-token | [secret] | --admin-token-file',
    'initial_access_token.label | x | --label',
    'initial_access_token.expires_in | 3600 | default',
    'initial_access_token.max_uses | 10 | default',
    'client.template | bff-server | runbook mine',
    'client.keys | generate | default',
    'client.keys.generate | RS256 | default',
    'client.metadata.redirect_uris | ["https://a.example/cb"] | runbook mine',
    'hand_over | dotenv:.env | --save-to',
    'client.metadata.client_name | bff-server | template bff-server',
    'client.metadata.token_endpoint_auth_method | private_key_jwt | template bff-server',
    'client.metadata.grant_types | ["authorization_code"] | template bff-server',
    'client.metadata.response_types | ["code"] | template bff-server',
    'client.metadata.scope | openid | runbook mine',
    'client.metadata.contacts | ["a@b.example"] | --set',
  ]);
});
