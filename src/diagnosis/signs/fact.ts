/** Something seen, with the sentence that says so. */
export type Fact = {
  sentence: string;
  /** The client metadata member it is about. */
  member?: string;
};

/** Notes a fact down; the first of a name stays. */
export type AddFact<Name extends string> = (name: Name, sentence: string, member?: string) => void;
