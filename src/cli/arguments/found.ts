import type { Command } from '../command.ts';

/** Told of the command that argv names. */
export type Found = (command: Command) => void;

/** What commander read, by the flag's name in camelCase. */
export type Values = { [attribute: string]: unknown };
