import type { ReactNode } from 'react';

/** One state of a screen, to be looked at: a file name without its ending, and what is drawn. The look is the viewer's. */
export type Exhibit = {
  name: string;
  element: ReactNode;
  /** What a key of the screen around it opened, without that screen: the keys that lead back there do nothing here. */
  isPart?: true;
};
