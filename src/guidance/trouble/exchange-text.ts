import { isJsonObject, parseJson } from '../../domain/json.ts';
import { redact } from '../../domain/secrets/secret.ts';
import { maskSecretMembers, maskSecretText } from '../../domain/secrets/secret-members.ts';
import type { Exchange } from '../../domain/server/request.ts';
import { wallTime } from '../../domain/wall-time.ts';

const VARIABLES = {
  'admin-token': '$ADMIN_TOKEN',
  iat: '$DCR_IAT',
  'registration-access-token': '$REGISTRATION_ACCESS_TOKEN',
} as const;

/** One request and its answer as text over several lines, for reading and copying; no secret is in it. */
export function exchangeText({ request, requestId, sentAt, status, headers, body }: Exchange): string {
  const lines = [
    `${request.method} ${request.url}`,
    ...(request.bearer ? [`Authorization: Bearer ${VARIABLES[request.bearer]}`] : []),
    `X-Request-Id: ${requestId}`,
    `(sent ${wallTime(sentAt)})`,
    ...(request.body ? ['', JSON.stringify(maskSecretMembers(request.body), null, 2)] : []),
    '',
    status === undefined ? '(no answer)' : `The answer: ${status}`,
    ...Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined || body === '' ? [] : ['', bodyText(body)]),
  ];
  return redact(lines.join('\n'));
}

/** JSON over several lines; anything else as it came. */
function bodyText(body: string): string {
  const json = parseJson(body);
  return isJsonObject(json) ? JSON.stringify(maskSecretMembers(json), null, 2) : maskSecretText(body);
}
