import { isJsonObject, type Json, type JsonObject, parseJson } from '../../domain/json.ts';
import { textOf } from './json-form.ts';

/** One line of a log: who wrote it, what it says, and what a JSON line says of an exchange. */
export type LogLine = {
  /** The service before the `|` of docker compose, or the pod; '' where no one is named. */
  service: string;
  text: string;
  level?: 'failure' | 'other';
  status?: number;
  url?: string;
  method?: string;
  /** The server's answer, where it was logged as an object. */
  answer?: string;
};

const COMPOSE = /^(?!Line \|)([\w.-]{1,60}) {1,40}\| ?/;
const POD = /^\[(?:pod\/)?([\w./-]{1,120})\] /;
/** Time, level and process at a line's head say nothing of a cause. */
const HEAD =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?Z| ?[+-]\d\d:?\d\d)?\]?|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?|\d{10,13}(?:\.\d{1,6})?)[ |:-]{0,4}/;
const LEVEL =
  /^(?:\W{0,3}(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|CRIT(?:ICAL)?|FATAL|PANIC|SEVERE)\b\W{0,4}|(?:\[|level=|lvl=)(trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|fatal|panic)\b\W{0,4})/;
/** klog: `E1124 10:41:08.123456       1 dcr.go:88] …`. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9} +\d{1,10} [\w.-]{1,80}:\d{1,6}\] /;
/** Spring Boot: `1 --- [main] com.example.Dcr : …`. */
const LOGGER = /^\d{1,10} --- \[[^\]]{0,80}\] \S{1,120} {1,60}: /;
/** An access log: `"POST /register HTTP/1.1" 401`. */
const ACCESS = /"(GET|POST|PUT|PATCH|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}" (\d{3})\b/;
const LONGEST = 16_384;

export function readLogLine(line: string): LogLine {
  const bounded = line.slice(0, LONGEST);
  const head = COMPOSE.exec(bounded) ?? POD.exec(bounded);
  const service = head?.[1] ?? '';
  const rest = bounded.slice(head?.[0].length ?? 0);
  const value = rest.startsWith('{') && rest.trimEnd().endsWith('}') ? parseJson(rest) : undefined;
  if (isJsonObject(value)) return { service, ...readJsonLine(value) };
  const klog = KLOG.exec(rest);
  if (klog !== null) return { service, text: rest.slice(klog[0].length), level: levelOf(klog[1]) };
  const untimed = rest.replace(HEAD, '');
  const level = LEVEL.exec(untimed);
  const text = level === null ? untimed : untimed.slice(level[0].length).replace(LOGGER, '');
  const [, method, url, status] = ACCESS.exec(text) ?? [];
  return {
    service,
    text,
    ...(level !== null && { level: levelOf(level[1] ?? level[2]) }),
    ...(method !== undefined && { method, url, status: Number(status) }),
  };
}

const SPEAKS =
  /^(?:msg|message|event|error|err|exception|exc_info|stack|stacktrace|stack_trace|detail|details|reason|body|response|response_body|responseBody|error_description|cause|description|text|data)$/i;

/** pino, bunyan, winston, structlog, logstash, zap, slog: all spell it differently. */
function readJsonLine(line: JsonObject): Omit<LogLine, 'service'> {
  const said: string[] = [];
  const found: Omit<LogLine, 'service' | 'text'> = {};
  const read = (value: JsonObject, depth: number) => {
    for (const [name, inner] of Object.entries(value).slice(0, 100)) {
      if (/^(?:status|status_?code|http_?status)$/i.test(name) && isStatus(inner)) found.status ??= Number(inner);
      else if (/^(?:url|uri|endpoint|registration_endpoint)$/i.test(name) && typeof inner === 'string')
        found.url ??= inner;
      else if (/^method$/i.test(name) && typeof inner === 'string') found.method ??= inner;
      else if (/^(?:level|severity|lvl|loglevel)$/i.test(name)) found.level ??= levelOf(inner);
      else if (/^code$/i.test(name) && typeof inner === 'string') said.push(`code: ${inner}`);
      else if (SPEAKS.test(name) && typeof inner === 'string') said.push(inner);
      else if (SPEAKS.test(name) && isJsonObject(inner) && isAnswer(inner)) found.answer ??= textOf(inner);
      else if (isJsonObject(inner) && depth < 4) read(inner, depth + 1);
    }
  };
  read(line, 0);
  return { text: said.join('\n'), ...found };
}

/** An answer of a server that was logged as it came. */
function isAnswer(value: JsonObject): boolean {
  return typeof value['error'] === 'string' && !('stack' in value) && !('message' in value);
}

function isStatus(value: Json): boolean {
  return /^[2345]\d\d$/.test(String(value));
}

function levelOf(value: Json | undefined): 'failure' | 'other' {
  if (typeof value === 'number') return value >= 50 ? 'failure' : 'other';
  return /^(?:e$|f$|err|crit|fatal|panic|severe|alert|emerg)/i.test(String(value)) ? 'failure' : 'other';
}
