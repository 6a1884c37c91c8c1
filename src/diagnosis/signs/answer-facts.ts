import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { Answer } from './answer.ts';
import type { AddFact, Fact } from './fact.ts';
import { type FormFact, readForm } from './form-facts.ts';
import { type GrantedFact, readDocument, readGranted } from './granted-facts.ts';
import { type HeaderFact, readHeaders } from './header-facts.ts';
import { statusInJson } from './meant-status.ts';
import { type MintedFact, readMinted } from './minted-facts.ts';
import type { RequestView } from './request-view.ts';

/** Beside what is read here, three that the words show: a code alone, no words, words about no member. */
export type AnswerFact =
  | FormFact
  | HeaderFact
  | GrantedFact
  | MintedFact
  | 'error-in-success'
  | 'code-alone'
  | 'no-words'
  | 'unspecific';

/**
 * Some servers say 200 to everything and no in the body: an error, success: false, status: "error"; GraphQL has errors,
 * gRPC gateways a code beside a message.
 */
function saysNo(json: JsonObject): boolean {
  if (json['client_id'] !== undefined || json['token'] !== undefined) return false;
  const { error, errors, fault, success, ok, status, code } = json;
  const speaks = ['message', 'msg', 'errmsg', 'error_msg'].some(name => typeof json[name] === 'string');
  return (
    (typeof error === 'string' && error !== '') ||
    isJsonObject(error) ||
    isJsonObject(fault) ||
    (Array.isArray(errors) ? errors.length > 0 : isJsonObject(errors)) ||
    success === false ||
    ok === false ||
    (statusInJson(json) !== undefined && speaks) ||
    (typeof code === 'string' && !/^(?:0+|200|201|ok|success)$/i.test(code) && speaks) ||
    (typeof status === 'string' && /^(?:error|fail(?:ed|ure)?)$/i.test(status))
  );
}

/** What the answer shows beside its words: its form, its headers, and what a success granted. */
export function answerFacts(answer: Answer, request: RequestView): Map<AnswerFact, Fact> {
  const facts = new Map<AnswerFact, Fact>();
  const add: AddFact<AnswerFact> = (name, sentence, member) => {
    if (!facts.has(name)) facts.set(name, member === undefined ? { sentence } : { sentence, member });
  };
  readForm(answer, add);
  readHeaders(answer, request, add);
  const { json, stage, status } = answer;
  if (json === undefined || (status ?? 200) >= 300) return facts;
  if (isJsonObject(json) && saysNo(json))
    add('error-in-success', `the status is ${status ?? 'not known'}, and the body has an error`);
  else if (stage === 'mint') readMinted(json, request, add);
  if (!isJsonObject(json)) return facts;
  if (stage !== 'mint' && stage !== 'network' && stage !== 'discover') readGranted(stage, json, request, add);
  readDocument(json, request, add);
  return facts;
}
