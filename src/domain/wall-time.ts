import type { EpochMillis } from './instant.ts';

const two = (number: number) => String(number).padStart(2, '0');

/** `11:31:07`, by the clock of this machine: for what is today and nobody else's business. */
export function timeOfDay(at: EpochMillis): string {
  const date = new Date(at);
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** `2026-11-23 11:31:07`: the same on any day. What is no moment is said to be `an unreadable time`. */
export function dayAndTime(at: EpochMillis): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return 'an unreadable time';
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${timeOfDay(at)}`;
}

/** `2026-11-23 11:31:07 UTC+1`: for what somebody looks up by another clock, in a log or on another machine. */
export function wallTime(at: EpochMillis): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? dayAndTime(at) : `${dayAndTime(at)} ${zoneOf(date)}`;
}

/** `UTC`, `UTC+1`, `UTC-3:30`. */
function zoneOf(date: Date): string {
  const offset = -date.getTimezoneOffset();
  if (offset === 0) return 'UTC';
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  return `UTC${offset < 0 ? '-' : '+'}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`;
}
