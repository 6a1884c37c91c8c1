import { goingOnWords, type Interrupted, interruptedWords } from '../engine/interrupted.ts';
import type { StepHelp } from '../guidance/step-help.ts';
import type { Asker } from './asker.ts';
import { choose, isTurn, type Option } from './dialogue.ts';

const HELP: StepHelp = {
  title: 'An earlier run',
  about: [
    'It begins where it was interrupted: its answers are kept, and tokens, which are kept nowhere, are asked for again.',
    'Where something was sent and no answer came, nothing is sent again by itself.',
  ],
  goesWrong: [],
  sources: [],
};

/** An earlier run was interrupted: go on with it, or begin anew? Asked before there is a run. */
export async function askToGoOn(
  asker: Asker,
  interrupted: Interrupted,
): Promise<{ resume: string } | { runbook?: string } | 'leave'> {
  asker.say(interruptedWords(interrupted));
  if (interrupted.unknown) asker.say(goingOnWords(interrupted));
  const goOn = interrupted.unknown ? 'see what to check' : 'go on with it; tokens are asked for again';
  const options: Option<'go-on' | 'anew'>[] = [
    { value: 'go-on', label: goOn },
    { value: 'anew', label: 'begin anew' },
  ];
  const chosen = await choose(asker, options, { help: HELP });
  if (isTurn(chosen)) return 'leave';
  return chosen === 'go-on' ? { resume: interrupted.run } : {};
}
