// The least that mints and registers: what a person would write by hand. argv: mint endpoint, registration endpoint.
import { request } from 'undici';

const [mintEndpoint, registrationEndpoint] = process.argv.slice(2);
const post = async (url, token, body) => {
  const { statusCode, body: answer } = await request(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (statusCode !== 201) throw new Error(`${url} answered ${statusCode}: ${await answer.text()}`);
  return answer.json();
};

const { token } = await post(mintEndpoint, process.env.ADMIN_TOKEN, { label: 'bench', expires_in: 3600, max_uses: 1 });
await post(registrationEndpoint, token, {
  client_name: 'bench',
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  redirect_uris: ['https://app.example.com/callback'],
});
