import { isHtml, shown, textOf } from '../domain/server/answer-text.ts';
import type { RawAnswer, Transmission } from '../domain/server/request.ts';
import { isSuccess } from '../domain/server/server-answer.ts';
import { ask, redirectTarget, silence } from './http.ts';
import { type Probed, skipped, type Tools } from './probed.ts';

export type Endpoint = {
  check: 'mint' | 'registration';
  url: string;
  /** The server's own metadata names it. */
  isAdvertised: boolean;
  /** Nobody named it: where it is not there, nothing is wrong with it. */
  isGuess: boolean;
};

type Answer = RawAnswer | undefined;
/** From the endpoint, from a place below it, and from a place beside it that cannot be there. */
type Answers = { get: RawAnswer; options: Answer; below: Answer; nowhere: Answer; nowhereOptions: Answer };

type Judgement = Pick<Probed, 'status' | 'seen' | 'cause' | 'try'>;

/**
 * Whether something that takes a POST lives there, by GET and OPTIONS alone: a POST without a token could register at a
 * server that is open. Many frameworks answer 404 where only POST is routed, so a place below (where RFC 7592 has its
 * clients) and one that cannot exist are asked as well, and the answers compared.
 */
export async function endpointCheck({ check, url, isAdvertised, isGuess }: Endpoint, tools: Tools): Promise<Probed> {
  const named = { layer: 'endpoints', check } as const;
  const began = tools.now().mono;
  const [get, options, below, nowhere, nowhereOptions] = await Promise.all([
    ask(url, tools),
    ask(url, tools, 'OPTIONS'),
    ask(placeBelow(url), tools),
    ask(placeBeside(url), tools),
    ask(placeBeside(url), tools, 'OPTIONS'),
  ]);
  const tookMs = Math.round(tools.now().mono - began);
  if (get.kind === 'unanswered') {
    const { seen, ...rest } = silence(get);
    return { ...named, status: 'failed', seen: `${shown(url, 200)}: ${seen}`, ...rest, tookMs };
  }
  const answers = {
    get: get.answer,
    options: answerOf(options),
    below: answerOf(below),
    nowhere: answerOf(nowhere),
    nowhereOptions: answerOf(nowhereOptions),
  };
  const { seen, ...judgement } = judged(answers, { check, url, isAdvertised });
  if (isGuess && judgement.status !== 'ok') return guessedInVain(check, url);
  const figures = `GET ${get.answer.status}, OPTIONS ${answers.options?.status ?? 'unanswered'}`;
  return { ...named, ...judgement, seen: `${shown(url, 200)} ${seen} (${figures})`, tookMs };
}

function guessedInVain(check: Endpoint['check'], url: string): Probed {
  const nobody = `nobody named one, and ${shown(url, 200)} is none`;
  if (check === 'mint') return skipped('endpoints', check, nobody);
  const advice = ['Name it with --registration-endpoint, in a runbook, or name the issuer with --issuer.'];
  return { layer: 'endpoints', check, status: 'failed', seen: nobody, try: advice, ...WRONG_PATH };
}

function answerOf(transmission: Transmission): Answer {
  return transmission.kind === 'answered' ? transmission.answer : undefined;
}

const NOBODY = 'dcr-runbook-doctor';

function placeBelow(url: string): string {
  const place = new URL(url);
  place.pathname = `${place.pathname.replace(/\/+$/, '')}/${NOBODY}`;
  return place.href;
}

function placeBeside(url: string): string {
  const place = new URL(url);
  place.pathname = place.pathname.replace(/[^/]*\/*$/, `${NOBODY}-nowhere`);
  return place.href;
}

function judged(answers: Answers, endpoint: Omit<Endpoint, 'isGuess'>): Judgement {
  const { url } = endpoint;
  const { get, options, nowhere, nowhereOptions } = answers;
  const takes = methodsOf(options, nowhereOptions) ?? methodsOf(get, nowhere);
  if (takes?.includes('POST')) return { status: 'ok', seen: 'is there and takes POST' };
  if (takes !== undefined && (get.status === 405 || options?.status === 405)) {
    return { status: 'failed', seen: `takes ${takes.join(', ')}, not POST`, ...WRONG_PATH };
  }
  if (isWebPage(get) && get.status < 400) return webPage(nowhere);
  const target = redirectTarget(get, url);
  if (target !== undefined) return redirected(target, url);
  switch (get.status) {
    case 401:
      return { status: 'ok', seen: isSameAnswer(get, nowhere) ? GUARDED : 'is there and wants a token' };
    case 403:
      return forbidden(get, nowhere);
    case 404:
    case 410:
      return missing(answers, endpoint);
    case 429:
      return { status: 'warning', seen: 'answers that too many requests came', try: ['Wait, then look again.'] };
    case 502:
    case 503:
    case 504:
      return { status: 'failed', seen: 'is behind a gateway that cannot reach it', cause: 'server.gateway' };
  }
  if (get.status >= 500) {
    return { status: 'warning', seen: 'fails on a GET; a POST may fare better', cause: 'server.internal_error' };
  }
  if (isSameAnswer(get, nowhere)) return ALIKE;
  return { status: 'ok', seen: isSuccess(get.status) ? 'is there' : 'is there and does not take GET' };
}

const FROM = {
  mint: 'No standard says where tokens are minted, so take the path from the server’s documentation',
  registration: 'Take registration_endpoint from discovery, or the path from the server’s documentation',
};
const WRONG_PATH = { cause: 'endpoint.wrong_path' } as const;
const GUARDED = 'wants a token, as every address near it does: whether it is there shows only with one';

const ALIKE: Judgement = {
  status: 'warning',
  seen: 'answers as every address near it does: whether it is there cannot be told',
  try: ['Hold the path against the server’s documentation.'],
};

/** What Allow says that the address takes; undefined where it says the same of an address that cannot be there. */
function methodsOf(answer: Answer, nowhere: Answer): string[] | undefined {
  const allow = answer?.headers['allow'];
  if (allow === undefined || allow === nowhere?.headers['allow']) return undefined;
  return allow.split(',').map(method => method.trim().toUpperCase());
}

function isWebPage(answer: RawAnswer): boolean {
  return isHtml(textOf(answer));
}

function isSameAnswer(one: RawAnswer, other: Answer): boolean {
  return other !== undefined && one.status === other.status;
}

function webPage(nowhere: Answer): Judgement {
  const isEverywhere = nowhere !== undefined && isWebPage(nowhere) && nowhere.status < 400;
  return {
    status: 'failed',
    seen: isEverywhere ? 'gives a web page, as any address near it does' : 'gives a web page',
    try: ['This leads to a web application, not to an API: take the endpoint from the server’s documentation.'],
    ...WRONG_PATH,
  };
}

function redirected(target: URL, url: string): Judgement {
  const to = shown(`${target.origin}${target.pathname}`, 200);
  const isSlash = target.href.replace(/\/$/, '') === url.replace(/\/$/, '');
  return {
    status: 'warning',
    seen: `redirects to ${to}`,
    try: [
      isSlash
        ? `Configure it as ${to}: a POST is not redirected with its token.`
        : 'A POST is not redirected with its token: where that is a sign-in page, this is an address for browsers.',
    ],
  };
}

function forbidden(get: RawAnswer, nowhere: Answer): Judgement {
  if (isWebPage(get)) {
    return { status: 'warning', seen: 'is forbidden by a web page, as firewalls do it', cause: 'proxy.blocked' };
  }
  return { status: 'ok', seen: isSameAnswer(get, nowhere) ? GUARDED : 'is there and forbids it without a token' };
}

/** Somebody answers here who does not answer beside it. */
function isUnlike(answer: Answer, nowhere: Answer): boolean {
  return answer !== undefined && nowhere !== undefined && answer.status < 500 && answer.status !== nowhere.status;
}

function missing(
  { options, below, nowhere, nowhereOptions }: Answers,
  { check, isAdvertised }: Omit<Endpoint, 'isGuess'>,
): Judgement {
  if (isUnlike(below, nowhere)) {
    return { status: 'ok', seen: `is there: it takes no GET, but an address below it answers ${below?.status}` };
  }
  if (isUnlike(options, nowhereOptions))
    return { status: 'ok', seen: 'is there: it takes no GET, but answers OPTIONS' };
  if (isAdvertised) return { status: 'ok', seen: 'takes no GET, and the server’s own metadata names it' };
  return {
    status: 'failed',
    seen: 'is not there',
    try: [
      `${FROM[check]}; look for a missing or doubled segment.`,
      'Some servers answer so where only POST is routed. No POST was sent, since that could mint or register: if the address is sure, go on.',
    ],
    ...WRONG_PATH,
  };
}
