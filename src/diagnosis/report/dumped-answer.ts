import type { JsonObject } from '../../domain/json.ts';
import { jsonInText } from '../signs/json-in-text.ts';

const ERROR = /(?:^|[\s{,])(?:u?["']?)error["']?[ \t]{0,9}[:=>]{1,2}[ \t]{0,9}u?(["'`])([\w.:/-]{2,120})\1/m;
const DESCRIPTION =
  /(?:^|[\s{,])(?:u?["']?)error_?[dD]escription["']?[ \t]{0,9}[:=>]{1,2}[ \t]{0,9}u?(?:"((?:[^"\\\n]|\\.){1,2000})(?:"|$)|'((?:[^'\\\n]|\\.){1,2000})'|`([^`]{1,2000})`)/m;

/** A refusal, or what was granted. */
function isAnswer(value: JsonObject): boolean {
  if (typeof value['error'] === 'string') return true;
  return (
    typeof value['client_id'] === 'string' &&
    ['redirect_uris', 'client_id_issued_at', 'client_secret'].some(name => name in value)
  );
}

/** The OAuth error (or the client that was granted) that a dump of an object (Node's inspect, Python's repr, a log) holds, as JSON; undefined where none. */
export function answerInDump(text: string): string | undefined {
  const value = jsonInText(text);
  if (value !== undefined && isAnswer(value)) return JSON.stringify(value);
  const error = ERROR.exec(text)?.[2];
  if (error === undefined) return undefined;
  const [, double, single, tick] = DESCRIPTION.exec(text) ?? [];
  const description = double ?? single ?? tick;
  return JSON.stringify({
    error,
    ...(description !== undefined && { error_description: description.replace(/\\(["'`\\])/g, '$1') }),
  });
}
