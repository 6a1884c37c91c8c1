import type { ReactNode } from 'react';

/** One state of a screen, to be looked at: a file name without its ending, and what is drawn. The look is the viewer's. */
export type Exhibit = { name: string; element: ReactNode };
