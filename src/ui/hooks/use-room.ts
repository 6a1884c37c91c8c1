import { createContext, use } from 'react';
import { useLayout } from './use-layout.ts';

/** Cells that the frame's body has, without scrolling. */
export type Room = {
  columns: number;
  rows: number;
  /** The window is too small to show anything: drafts stay, keys have to be left alone. */
  isHidden: boolean;
};

export const RoomContext = createContext<Room | undefined>(undefined);

/** The room of the frame's body; outside of a frame, the window. */
export function useRoom(): Room {
  const { columns, rows, tooSmall } = useLayout();
  return use(RoomContext) ?? { columns, rows, isHidden: tooSmall };
}
