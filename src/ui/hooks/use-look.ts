import { createContext, use } from 'react';
import { createLook, type Look } from '../look.ts';

export const LookContext = createContext<Look>(createLook());

export function useLook(): Look {
  return use(LookContext);
}
