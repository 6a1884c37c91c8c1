/** Something said about an answer; a Finding of the domain is one. */
export type Note = {
  severity: 'done' | 'hint' | 'refusal-likely' | 'cannot-send';
  message: string;
  source?: string | undefined;
};
