import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import { textOf } from './json-form.ts';

/** What a line of a log says, and what it says of an exchange. */
export type Logged = {
  text: string;
  level?: 'failure' | 'other';
  status?: number;
  url?: string;
  method?: string;
  /** The server's answer, where it was logged as an object. */
  answer?: string;
};

/** pino, bunyan, winston, structlog, logstash, zap, slog, Serilog, docker, CloudWatch: all spell it differently. */
const SPEAKS =
  /^(?:@?msg|@?message|@m|@mt|@x|log|event|error|err|exception|exc_info|stack|stacktrace|stack_trace|detail|details|reason|body|response|response_body|responseBody|json|content|error_description|cause|description|text|textPayload|data|line)$/i;
const ADDRESS = /^(?:url|uri|endpoint|registration_endpoint|request_?(?:uri|url|path))$/i;
const MOST_MEMBERS = 100;
const DEEPEST = 5;

/** What a JSON line says: its sentences, and what it says of an exchange. */
export function readJsonLine(line: JsonObject): Logged {
  const said: string[] = [];
  const found: Omit<Logged, 'text'> = {};
  const read = (value: JsonObject, depth: number) => {
    for (const [name, inner] of Object.entries(value).slice(0, MOST_MEMBERS)) {
      if (
        /^(?:status|status_?code|http_?status|(?:response|downstream|origin|upstream)_?(?:status|code))$/i.test(name) &&
        isStatus(inner)
      )
        found.status ??= Number(inner);
      else if (ADDRESS.test(name) && typeof inner === 'string') found.url ??= inner;
      else if (/^(?:method|request_?method|verb)$/i.test(name) && typeof inner === 'string') found.method ??= inner;
      else if (/^(?:@?level|@l|severity|lvl|loglevel)$/i.test(name)) found.level ??= levelOf(inner);
      else if (/^code$/i.test(name) && typeof inner === 'string') said.push(`code: ${inner}`);
      else if (SPEAKS.test(name) && typeof inner === 'string') hear(inner, depth);
      else if (SPEAKS.test(name) && isJsonObject(inner) && isAnswer(inner)) found.answer ??= textOf(inner);
      else if (isJsonObject(inner) && depth < DEEPEST) read(inner, depth + 1);
      else if (name === 'values' && Array.isArray(inner)) lines(inner, depth);
    }
  };
  // A collector wraps the line that it collected, which may be JSON too.
  const hear = (text: string, depth: number) => {
    const inner = /^\s*\{/.test(text) && depth < DEEPEST ? parseJson(text) : undefined;
    if (!isJsonObject(inner)) said.push(text.trimEnd());
    else if (isAnswer(inner)) found.answer ??= text;
    else read(inner, depth + 1);
  };
  // Loki: times and lines in turn.
  const lines = (values: Json[], depth: number) => {
    for (const pair of values.slice(0, MOST_MEMBERS)) {
      const text = Array.isArray(pair) ? pair[1] : undefined;
      if (typeof text === 'string') hear(text, depth);
    }
  };
  read(line, 0);
  return { text: said.join('\n'), ...found };
}

/** An answer of a server that was logged as it came. */
function isAnswer(value: JsonObject): boolean {
  return typeof value['error'] === 'string' && !('stack' in value) && !('message' in value) && !('msg' in value);
}

function isStatus(value: Json): boolean {
  return /^[2345]\d\d$/.test(String(value));
}

export function levelOf(value: Json | undefined): 'failure' | 'other' {
  if (typeof value === 'number') return value >= 50 ? 'failure' : 'other';
  return /^(?:e$|f$|err|crit|fatal|panic|severe|alert|emerg)/i.test(String(value)) ? 'failure' : 'other';
}
