import { isJsonObject, type Json, type JsonObject } from '../../domain/json.ts';

/** The status that an error's body repeats. Ory and Google put it into the error: {"error":{"code":401,…}}. */
export function statusInJson(json: JsonObject): number | undefined {
  for (const place of [json, json['error']].filter(isJsonObject)) {
    for (const name of ['status', 'statusCode', 'status_code', 'code', 'httpStatus']) {
      const value = Number(place[name]);
      if (Number.isInteger(value) && value >= 400 && value <= 599) return value;
    }
  }
  return undefined;
}

/** The statuses that RFC 6750 section 3.1, RFC 6749 section 5.2 and RFC 6585 give to codes; of the rest RFC 7591 says 400. */
const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  invalid_token: 401,
  unauthorized: 401,
  unauthenticated: 401,
  invalid_client: 401,
  insufficient_scope: 403,
  access_denied: 403,
  forbidden: 403,
  permission_denied: 403,
  too_many_requests: 429,
  rate_limited: 429,
  resource_exhausted: 429,
  server_error: 500,
  internal_error: 500,
  temporarily_unavailable: 503,
};
const OF_THE_METADATA =
  /^(?:invalid_(?:client_metadata|redirect_uri|request|scope|software_statement)|unapproved_software_statement)$/;

/** What the status would have been, of an error that came with a success; undefined where nothing tells. */
export function meantStatus(json: Json | undefined, codes: ReadonlySet<string>): number | undefined {
  const written = isJsonObject(json) ? statusInJson(json) : undefined;
  if (written !== undefined) return written;
  for (const code of codes) {
    if (STATUS_OF_CODE[code] !== undefined) return STATUS_OF_CODE[code];
    if (OF_THE_METADATA.test(code)) return 400;
  }
  return undefined;
}
