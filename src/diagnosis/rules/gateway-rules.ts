import type { Rule } from '../rule.ts';
import { gatewayKey, gatewayPolicy, unreachedBehind } from './refusals.ts';

const rateWords =
  /rate[-_ ]?limit|too many (?:requests|attempts|calls)|throttl|spike ?arrest|gedrosselt|zu viele anfragen|trop de (?:requêtes|tentatives)|demasiad[ao]s (?:solicitudes|peticiones|intentos)|muitas (?:solicitações|requisições|tentativas)|troppe richieste|请求(?:过于|太|次数)|操作(?:过于|太)频繁|リクエストが多|요청이 너무|слишком много/;

/** The server failed, was not reached by its gateway, or wants to be left alone. */
export const gatewayRules = [
  {
    id: 'gateway-status',
    cause: 'server.gateway',
    when: { status: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530] },
    confidence: 0.88,
    shift: [
      { when: { facts: ['bot-challenge'] }, by: -0.4 },
      { when: { header: { 'x-squid-error': /ERR_/ } }, by: -0.4 },
      { when: { says: /\b(?:unknown|no such|no matching) (?:api|host|route|service)/ }, by: -0.25 },
      // JSON in OAuth's form comes from the server itself, not from a gateway in front of it.
      { when: { facts: ['json'], code: ['temporarily_unavailable', 'server_error', 'access_denied'] }, by: -0.1 },
    ],
  },
  {
    id: 'gateway-said',
    cause: 'server.gateway',
    when: {
      says: [
        /bad gateway|gateway time-?out|upstream (?:connect|request|server|timed)|no healthy upstream/,
        /service (?:temporarily )?unavailable|backend (?:fetch failed|unavailable)/,
        /no server is available|error code: 52\d|no live upstreams|\bah0\d{4}: |upstream prematurely/,
        /while (?:connecting to|reading [\w ]{0,20}from|sending [\w ]{0,10}to|ssl handshaking to) upstream/,
      ],
      not: { any: [{ status: ['2xx', '3xx', '4xx'] }, { facts: ['bot-challenge'] }] },
    },
    confidence: 0.84,
  },
  {
    id: 'gateway-blames-what-is-behind-it',
    cause: 'server.gateway',
    when: {
      status: ['4xx', '5xx'],
      says: unreachedBehind,
      not: { about: ['redirect', 'jwks', 'jwks-uri', 'other-member'] },
    },
    confidence: 0.8,
  },
  {
    id: 'failed-status',
    cause: 'server.internal_error',
    when: { status: [500, 505, 506, 507, 508, 510] },
    confidence: 0.8,
    shift: [
      { when: { facts: ['empty-bearer'] }, by: -0.15 },
      { when: { says: [unreachedBehind, rateWords] }, by: -0.3 },
      { when: { says: gatewayPolicy }, by: -0.3 },
    ],
  },
  {
    id: 'failed-said',
    cause: 'server.internal_error',
    when: {
      any: [
        { code: ['server_error', 'internal_error', 'internal_server_error', 'unknown_error'] },
        { says: /internal server error|unhandled exception|null ?pointer|stack ?trace|traceback \(most recent/ },
      ],
      not: { any: [{ status: ['2xx', '3xx', 401, 403, 404, 502, 503, 504] }, { says: /http\/2|http2|goaway/ }] },
    },
    confidence: 0.74,
    // Keycloak says unknown_error of whatever it could not read.
    shift: [{ when: { status: [400, 422], says: /deserialize|unrecogni[sz]ed|not a valid/ }, by: -0.2 }],
  },
  {
    id: 'rate-status',
    cause: 'rate.limited',
    when: { status: [429] },
    confidence: 0.93,
    shift: [{ when: { header: { 'retry-after': /./ } }, by: 0.01 }],
  },
  {
    id: 'rate-said',
    cause: 'rate.limited',
    when: {
      any: [
        { code: ['too_many_requests', 'slow_down', 'rate_limit_exceeded', 'rate_limited'] },
        { says: [/slow down|error code: 1015|request limit (?:exceeded|reached)/, rateWords] },
      ],
      not: { status: ['2xx'], not: { facts: ['error-in-success'] } },
    },
    confidence: 0.88,
  },
  {
    id: 'some-quota-said',
    cause: 'rate.limited',
    when: {
      status: ['4xx', '5xx'],
      says: /quota/,
      not: { says: /clients?\b|applications?|apps\b|registrations|entities/ },
    },
    confidence: 0.5,
  },
  {
    id: 'gateway-wants-its-key',
    // A credential of the gateway's own is missing: of all causes the nearest.
    cause: 'token.missing',
    when: { status: [401, 403], says: gatewayKey },
    confidence: 0.68,
    headline: 'A gateway in front of the server wants a key of its own, and none came.',
    isBeyond: true,
    try: [
      'A gateway in front asks for a key of its own, beside the token: get one from its operator, and send it in the header that the answer names (apikey, x-api-key, Ocp-Apim-Subscription-Key).',
    ],
  },
] as const satisfies readonly Rule[];
