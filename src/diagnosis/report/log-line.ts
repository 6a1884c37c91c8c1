import { isJsonObject, parseJson } from '../../domain/json.ts';
import { type Logged, levelOf, readJsonLine } from './json-log-line.ts';

/** One line of a log: who wrote it, what it says, and what it says of an exchange. */
export type LogLine = Logged & {
  /** The service before the `|` of docker compose, or the pod; '' where no one is named. */
  service: string;
};

const COMPOSE = /^(?!Line \|)([\w.-]{1,60}) {1,40}\| ?/;
const POD = /^\[(?:pod\/)?([\w./-]{1,120})\] /;
/** What npm's workspaces and turborepo put first. */
const WORKSPACE = /^(@?[\w-]{1,40}(?:\/[\w-]{1,40})?:[\w-]{1,40}): /;
/** The edges of a box around a message, and the branches of a tree of causes. */
const EDGES = /^[ \t]{0,8}(?:[│┃║╷╵╎├└╰╭╮╯┌┐×✗✖✘▶►─━═]{1,4}[ \t]{0,4}){1,4}(?=\S)|[ \t]*[│┃║]$/g;
/** What a build server says of the line: `##[error]`, `::error::`, `[ERR]`. */
const ANNOTATION = /^(?:##\[(\w{1,12})\]|::(error|warning|notice|debug)(?: [^:\n]{0,200})?::)/;
/** Time, level and process at a line's head say nothing of a cause. */
const HEAD =
  /^(?:\[?\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?Z| ?[+-]\d\d:?\d\d)?\]?|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?|\d{10,13}(?:\.\d{1,6})?|\[\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d\]|\[[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d(?:\.\d{1,9})? \d{4}\])[ |:-]{0,4}/;
/** A container runtime's own: `stderr F …`. */
const STREAM = /^std(?:out|err) [FP] /;
/** journald and syslog: `Nov 24 10:41:08 host bff[123]: …`. */
const SYSLOG =
  /^(?:<\d{1,3}>)?[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d (?:[\w.-]{1,80} )?([\w./@-]{1,80})(?:\[\d{1,10}\])?: /;
const LEVEL =
  /^(?:\W{0,3}(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|ERR|CRIT(?:ICAL)?|FATAL|PANIC|SEVERE)\b\W{0,4}|(?:\[|level=|lvl=)(?:\w{1,40}:)?(trace|debug|info|notice|warn(?:ing)?|error|err|crit(?:ical)?|fatal|panic)\b\W{0,4})/;
/** klog: `E1124 10:41:08.123456       1 dcr.go:88] …`. */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d\.\d{1,9} +\d{1,10} [\w.-]{1,80}:\d{1,6}\] /;
/** Spring Boot: `1 --- [main] com.example.Dcr : …`. */
const LOGGER =
  /^(?:\d{1,10} --- \[[^\]]{0,80}\] (?:\[[^\]]{0,80}\] )?\S{1,120} {1,60}: |\| [\w.]{1,120}:[\w.<>]{1,120}:\d{1,6} - )/;
/** An access log: `"POST /register HTTP/1.1" 401`. */
const ACCESS = /"(GET|POST|PUT|PATCH|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}" (\d{3})\b/;
/** HAProxy's: the status long before the request. */
const HAPROXY =
  / (\d{3}) \d{1,12} \S{1,80} \S{1,80} [\w-]{4} .{0,400}?"(GET|POST|PUT|PATCH|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}"/;
/** IIS: `POST /register - 443 - 10.1.1.4 agent 401 0 0 12`. */
const IIS =
  / (GET|POST|PUT|PATCH|DELETE) (\/\S{0,2000}) \S{1,2000} \d{1,5} \S.{0,400}? (\d{3}) \d{1,3} \d{1,10} \d{1,10}(?: \d{1,10}){0,2}$/;
/** A balancer of Amazon: times, two statuses and sizes before the request. */
const BALANCER =
  / (?:-1|[\d.]+) (\d{3}) (?:-|\d{3}) \d{1,12} \d{1,12} "(GET|POST|PUT|PATCH|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}"/;
/** nginx's error log: `request: "POST /register HTTP/1.1"`. */
const REQUEST = /\brequest: "(GET|POST|PUT|PATCH|DELETE) (\S{1,2000}) HTTP\/[\d.]{1,3}"/;
const LONGEST = 16_384;

export function readLogLine(line: string): LogLine {
  const bounded = line.slice(0, LONGEST).replace(EDGES, '');
  const head = COMPOSE.exec(bounded) ?? POD.exec(bounded) ?? WORKSPACE.exec(bounded);
  const rest = withoutTime(bounded.slice(head?.[0].length ?? 0));
  const system = SYSLOG.exec(rest);
  const service = head?.[1] ?? system?.[1] ?? '';
  return { service, ...read(rest.slice(system?.[0].length ?? 0)) };
}

/** Whether each line of a text was written by a log: with a time, or as a record. */
export function isLogged(text: string): boolean {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines.every(line => HEAD.test(line) || KLOG.test(line) || SYSLOG.test(line) || RECORD.test(line));
}

const RECORD = /^\{.{0,4000}"(?:level|ts|time|timestamp|@timestamp|msg)":/;

/** A line as it was collected: behind the collector's time, or as it was written. */
function withoutTime(line: string): string {
  const untimed = line.replace(HEAD, '');
  return STREAM.test(untimed) ? untimed.replace(STREAM, '') : line;
}

function read(line: string): Logged {
  const klog = KLOG.exec(line);
  if (klog !== null) return { text: line.slice(klog[0].length), level: levelOf(klog[1]) };
  const untimed = line.replace(HEAD, '').replace(EDGES, '');
  const annotation = ANNOTATION.exec(untimed);
  const noted = annotation === null ? untimed : untimed.slice(annotation[0].length);
  const level = LEVEL.exec(noted);
  const text = level === null ? noted : noted.slice(level[0].length).trimStart().replace(LOGGER, '');
  const [, firstStatus, ...asked] = HAPROXY.exec(text) ?? BALANCER.exec(text) ?? [];
  const [, method = asked[0], url = asked[1], status = firstStatus] =
    ACCESS.exec(text) ?? IIS.exec(text) ?? REQUEST.exec(text) ?? [];
  const named = level?.[1] ?? level?.[2] ?? annotation?.[1] ?? annotation?.[2];
  return {
    ...withItsJson(text),
    ...(named !== undefined && { level: levelOf(named) }),
    ...(method !== undefined && { method, url }),
    ...(status !== undefined && { status: Number(status) }),
  };
}

/** A line that is JSON, or ends in what its logger knows besides: `FAILED! => {"status": 400, "url": …}`. */
function withItsJson(text: string): Logged {
  const start = text.indexOf('{');
  if (start === -1 || !text.trimEnd().endsWith('}')) return { text };
  const value = parseJson(text.slice(start));
  if (!isJsonObject(value)) return { text };
  if (start > 0 && (typeof value['error'] === 'string' || !LOGGED.some(name => name in value))) return { text };
  const { text: said, ...found } = readJsonLine(value);
  return {
    text: [text.slice(0, start).replace(/[\s=>:-]+$/, ''), said].filter(part => part !== '').join('\n'),
    ...found,
  };
}

/** Members that a server's answer does not have. */
const LOGGED = ['msg', 'exception', 'url', 'uri', 'method', 'logger', 'stacktrace', 'status', 'statusCode', 'level'];
