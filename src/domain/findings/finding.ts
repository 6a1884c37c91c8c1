/**
 * Something about a request that is worth saying before it is sent.
 * - `cannot-send`: it blocks, whatever is said.
 * - `refusal-likely`: it blocks until the operator says «send anyway».
 * - `hint`: worth knowing; it blocks nothing.
 */
export type Finding = {
  severity: 'cannot-send' | 'refusal-likely' | 'hint';
  /** The client metadata member it is about, and which entry of it. */
  member?: string;
  index?: number;
  message: string;
  /** Id of the catalogue, where there is one. */
  cause?: string;
  /** RFC section or public documentation. */
  source?: string;
};
