import { isJsonObject, type JsonObject } from '../../domain/json.ts';
import type { ClientRecord } from '../../domain/management/client-record.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { RawAnswer } from '../../domain/server/request.ts';
import type { AnswerContext } from '../../engine/ports.ts';
import { writtenAnswer, writtenClient } from './record-file.ts';

/** The text of a record's file. */
export function fileText(members: JsonObject): string {
  return `${JSON.stringify(members, null, 2)}\n`;
}

/** The file's members as the record has them now; what else stands in the file (the first raw answer) stays. */
export function managedMembers(file: JsonObject, record: ClientRecord): JsonObject {
  const { latest_answer: _, ...kept } = file;
  const { earlier_registration_access_tokens: tokens, earlier_client_secrets: secrets } = record;
  const members: { [member: string]: JsonObject[string] | undefined } = {
    ...kept,
    server: { ...record.server },
    asked: record.asked,
    private_key_file: record.private_key_file,
    kid: record.kid,
    registered_at: record.registered_at,
    updated_at: record.updated_at,
    client: writtenClient(record.client),
    deviations: record.deviations,
    earlier_registration_access_tokens: texts(tokens),
    earlier_client_secrets: texts(secrets),
    earlier_keys: record.earlier_keys?.map(key => ({ ...key })),
    deletion_sent_at: record.deletion_sent_at,
  };
  return present(members);
}

/** The same with an answer that nobody has judged yet. */
export function answeredMembers(members: JsonObject, answer: RawAnswer, context: AnswerContext): JsonObject {
  const { stage, requestId, sentAt, taken, intended } = context;
  return {
    ...members,
    latest_answer: {
      stage,
      request_id: requestId,
      sent_at: new Date(sentAt).toISOString(),
      received_at: new Date(answer.receivedAt).toISOString(),
      // Which of several it was decides what is kept, should nobody come to judge this.
      taken: taken.reveal(),
      ...(intended && { intended: { ...intended } }),
      answer: writtenAnswer(answer),
    },
  };
}

/** The same members with the answer that stands in others, still for anybody to judge. */
export function withAnswerOf(members: JsonObject, { latest_answer: answer }: JsonObject): JsonObject {
  return answer === undefined ? members : { ...members, latest_answer: answer };
}

/** The answer of a file whose members now say what it came to. */
export function judgedAnswer({ latest_answer: answer }: JsonObject): JsonObject {
  if (!isJsonObject(answer)) return {};
  const { taken: _, ...judged } = answer;
  return { latest_answer: { ...judged, judged: true } };
}

function texts(secrets: Secret[] | undefined): string[] | undefined {
  return secrets?.map(secret => secret.reveal());
}

function present(members: { [member: string]: JsonObject[string] | undefined }): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter((entry): entry is [string, JsonObject[string]] => entry[1] !== undefined),
  );
}
