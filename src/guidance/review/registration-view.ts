import { askedMetadata, registrationRequest } from '../../domain/registration/registration-request.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers } from '../../flow/answers.ts';
import { renderCurl } from '../../runbook/render/render-curl.ts';
import { renderPowerShell } from '../../runbook/render/render-powershell.ts';

/** A request as it would go out now, in three spellings; a token stands as the variable it is read from. */
export type RequestInSight = { lines: string[]; views: { title: string; text: string }[] };

export function registrationView(answers: Answers, title: string): RequestInSight | undefined {
  if (answers.server === undefined) return undefined;
  const asked = maskSecretMembers(askedMetadata(answers));
  const request = registrationRequest(answers.server, asked, answers.openRegistration !== true);
  return {
    lines: [`${request.method} ${request.url}`, ...(request.bearer ? ['Authorization: Bearer $DCR_IAT'] : [])],
    views: [
      { title: 'JSON', text: JSON.stringify(asked, null, 2) },
      { title: 'cURL', text: renderCurl([request], { title }) },
      { title: 'PowerShell', text: renderPowerShell([request], { title }) },
    ],
  };
}
