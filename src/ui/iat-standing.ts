import type { Instant } from '../domain/instant.ts';
import {
  type InitialAccessToken,
  secondsLeft,
  usesAreCertain,
  usesLeftAtMost,
} from '../domain/mint/initial-access-token.ts';
import type { IatStanding } from './components/iat-countdown.tsx';

/** The book on the initial access token as the head of the frame shows it. */
export function iatStanding(iat: InitialAccessToken, at: Instant): IatStanding {
  const usesLeft = usesLeftAtMost(iat);
  const { lifetimeSeconds, maxUses, receivedAt } = iat;
  return {
    secondsLeft: secondsLeft(iat, at),
    lifetimeSeconds,
    ...(usesLeft !== undefined && { usesLeft }),
    ...(maxUses !== undefined && { maxUses }),
    usesAreCertain: usesAreCertain(iat),
    ...(Number.isFinite(lifetimeSeconds) && { lapsesAt: receivedAt.wall + lifetimeSeconds * 1000 }),
  };
}
