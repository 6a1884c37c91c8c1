import { clientConfigurationEndpoint } from '../../domain/management/managed-client.ts';
import { updateOf, updateRequest } from '../../domain/management/update-request.ts';
import { maskSecretMembers } from '../../domain/secrets/secret-members.ts';
import type { Answers } from '../../flow/answers.ts';
import { renderCurl } from '../../runbook/render/render-curl.ts';
import { renderPowerShell } from '../../runbook/render/render-powershell.ts';
import type { RequestInSight } from './registration-view.ts';

/** The update as it would go out now, in three spellings; undefined where there is none, or nowhere to send it. */
export function updateView(answers: Answers, title: string): RequestInSight | undefined {
  const asked = updateOf(answers);
  if (answers.target === undefined || asked === undefined || 'problem' in asked) return undefined;
  if (asked.update.changed.length === 0) return undefined;
  const endpoint = clientConfigurationEndpoint(answers.target, answers.allowedOrigins);
  if (!endpoint.ok) return undefined;
  const body = maskSecretMembers(asked.update.body);
  const request = updateRequest(endpoint.value.url, { method: asked.update.method, body });
  return {
    lines: [`${request.method} ${request.url}`, 'Authorization: Bearer $REGISTRATION_ACCESS_TOKEN'],
    views: [
      { title: 'JSON', text: JSON.stringify(body, null, 2) },
      { title: 'cURL', text: renderCurl([request], { title }) },
      { title: 'PowerShell', text: renderPowerShell([request], { title }) },
    ],
  };
}
