import { strings } from '../domain/metadata/client-metadata.ts';
import { redirectUrisFindings } from '../domain/metadata/redirect-uri.ts';
import { askedMetadata } from '../domain/registration/registration-request.ts';
import type { Answers } from '../flow/answers.ts';
import type { Step } from '../flow/step.ts';
import { blockedBy } from './blocked-by.ts';

const REDIRECTING_GRANTS = ['authorization_code', 'implicit'];

/**
 * Where the server may send users back to (RFC 7591 section 2). Clients that never redirect are not asked, nor is
 * anybody who left the member out at the review.
 */
export const redirectUris: Step = {
  applies: answers => redirects(answers) && answers.metadata['redirect_uris'] !== null,
  standing: answers => (answers.redirectUris === undefined ? 'open' : 'done'),
  suggest: (known, answers) => {
    const redirectUris = answers.redirectUris ?? known.redirectUris;
    return redirectUris === undefined
      ? { missing: { question: 'the redirect URIs', needs: '--redirect-uri URI, or client.metadata.redirect_uris' } }
      : { happening: { type: 'redirect-uris-kept', redirectUris } };
  },
  hear: (answers, happening) => {
    if (happening.type !== 'redirect-uris-kept') return { do: 'stay' };
    const { redirectUris: kept } = happening;
    // What is only likely to be refused can still be sent: the review has a say on that.
    const failure = blockedBy(redirectUrisFindings(kept, applicationType(answers)), { sendAnyway: true });
    return failure ? { do: 'fail', failure } : { do: 'next', answers: { ...answers, redirectUris: kept } };
  },
};

/** RFC 7591 section 2: an omitted grant_types is authorization_code. */
function redirects(answers: Answers): boolean {
  const asked = askedMetadata(answers);
  const grants = asked['grant_types'] === undefined ? ['authorization_code'] : strings(asked['grant_types']);
  return grants.some(grant => REDIRECTING_GRANTS.includes(grant));
}

function applicationType(answers: Answers): string | undefined {
  const type = askedMetadata(answers)['application_type'];
  return typeof type === 'string' ? type : undefined;
}
