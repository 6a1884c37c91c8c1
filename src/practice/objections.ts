import type { CannedAnswer, Objection } from './drill.ts';

/** Finds what a drill objects to in a registration, and keeps the answer until it can be given. */
export type Objections = {
  /** Whether this registration is to be refused. */
  raise(request: object, metadata: { readonly [member: string]: unknown }): boolean;
  /** The answer to a registration that was objected to. */
  answerTo(request: object): CannedAnswer | undefined;
};

export function createObjections(objection: Objection | undefined): Objections {
  const answers = new WeakMap<object, CannedAnswer>();
  return {
    raise(request, metadata) {
      const value = objection && objectedTo(objection, metadata[objection.member]);
      if (objection === undefined || value === undefined) return false;
      answers.set(request, answerAbout(value, objection.answer));
      return true;
    },
    answerTo: request => answers.get(request),
  };
}

/** The text that is objected to ('' where the member is missing); undefined where nothing is. */
function objectedTo({ where }: Objection, value: unknown): string | undefined {
  if (where === undefined) return value === undefined ? '' : undefined;
  if (value === undefined) return undefined;
  const texts = [value].flat().map(each => (typeof each === 'string' ? each : JSON.stringify(each)));
  return texts.find(text => where.test(text));
}

function answerAbout(value: string, answer: CannedAnswer): CannedAnswer {
  const { body } = answer;
  if (typeof body === 'string') return { ...answer, body: body.replaceAll('{value}', value) };
  const filled = Object.entries(body).map(([name, text]) => [
    name,
    typeof text === 'string' ? text.replaceAll('{value}', value) : text,
  ]);
  return { ...answer, body: Object.fromEntries(filled) };
}
