import type { Evidence } from '../../domain/evidence/evidence.ts';
import { type AddressFact, readAddress } from './address-facts.ts';
import { type EnvelopeFact, readEnvelope, readMint } from './envelope-facts.ts';
import type { AddFact, Fact } from './fact.ts';
import { type KeyFact, readKeys } from './key-facts.ts';
import { type MetadataFact, readAuthMethod, readGrants, readMembers } from './metadata-facts.ts';
import { type RedirectFact, readRedirects } from './redirect-facts.ts';
import type { RequestView } from './request-view.ts';

export type RequestFact = AddressFact | EnvelopeFact | KeyFact | MetadataFact | RedirectFact;

/** What the request itself shows, judged by the specifications alone. */
export function requestFacts(view: RequestView, stage: Evidence['stage']): Map<RequestFact, Fact> {
  const facts = new Map<RequestFact, Fact>();
  const add: AddFact<RequestFact> = (name, sentence, member) => {
    if (!facts.has(name)) facts.set(name, member === undefined ? { sentence } : { sentence, member });
  };
  if (stage === 'register' || stage === 'update' || stage === 'network') {
    readRedirects(view, add);
    readKeys(view, add);
    readGrants(view, add);
    readAuthMethod(view, add);
    readMembers(view, stage, add);
  }
  if (stage === 'mint') readMint(view, add);
  readEnvelope(view, stage, add);
  readAddress(view, add);
  return facts;
}
