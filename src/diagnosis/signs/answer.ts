import type { Evidence } from '../../domain/evidence/evidence.ts';
import type { Challenge } from '../../domain/failure.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { Page } from './markup.ts';

/** An answer, read but not yet judged. */
export type Answer = {
  stage: Evidence['stage'];
  status: number | undefined;
  headers: Record<string, string>;
  body: string;
  /** The body's length as it came; undefined where only a cut text is left of it. */
  bytes: number | undefined;
  /** A body came, even an empty one. */
  known: boolean;
  json: Json | undefined;
  /** An XML document that is no page, as JSON. */
  xml: JsonObject | undefined;
  page: Page | undefined;
  challenge: Challenge | undefined;
};
