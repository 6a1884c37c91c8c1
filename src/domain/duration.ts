const UNITS = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const;

/** A length of time in the one unit that says it best: `43 min`, `2 h`, `12 s`, `3 d`. At least a second. */
export function duration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  if (whole < 90) return `${whole} s`;
  if (whole < 90 * 60) return `${Math.round(whole / 60)} min`;
  return whole < 48 * 3600 ? `${Math.round(whole / 3600)} h` : `${Math.round(whole / 86_400)} d`;
}

/** Whole seconds in the largest unit that says them exactly: `1 h`, `90 min`, `61 s`. */
export function exactDuration(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each && seconds % each === 0) ?? ['s', 1];
  return `${(seconds / length).toLocaleString('en-US')} ${unit}`;
}

/** How long something took, which tenths may matter for: `1.4 s`. */
export function elapsed(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** Beyond this many hours a clock face is harder to read than days. */
const MOST_HOURS = 48;

/** What is counted down: `54:12`, `1:59:59`, `29 d 23 h`. The second that has begun counts, so 00:00 is never shown. */
export function clockFace(seconds: number): string {
  const whole = Math.ceil(seconds);
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours >= MOST_HOURS) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const tail = `${two(minutes)}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
