import { useEffect, useState } from 'react';
import { clientName } from '../../domain/metadata/client-metadata.ts';
import { askedMetadata } from '../../domain/registration/registration-request.ts';
import type { Desk } from '../../engine/desk.ts';
import type { EarlierClient } from '../../engine/earlier-client.ts';
import type { Answers } from '../../flow/answers.ts';

/** The client of that name that was registered at that server before, once the desk has looked. */
export function useEarlierClient(desk: Desk, answers: Answers): EarlierClient | undefined {
  const [seen, setSeen] = useState<{ of: string; earlier: EarlierClient | undefined }>();
  const server = answers.server?.url ?? '';
  const name = clientName(askedMetadata(answers)) ?? '';
  const of = JSON.stringify([server, name]);
  useEffect(() => {
    let isAwaited = true;
    if (name !== '') {
      void desk.earlierClient(server, name).then(earlier => isAwaited && setSeen({ of, earlier }));
    }
    return () => {
      isAwaited = false;
    };
  }, [desk, server, name, of]);
  return seen?.of === of ? seen.earlier : undefined;
}
