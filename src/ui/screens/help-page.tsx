import type { StepHelp } from '../../guidance/step-help.ts';
import { ScrollView } from '../components/scroll-view.tsx';
import { useLook } from '../hooks/use-look.ts';
import { useRoom } from '../hooks/use-room.ts';
import { inGlyphs } from '../look.ts';

export function HelpPage({ help }: { help: StepHelp }) {
  const look = useLook();
  const { rows, columns } = useRoom();
  return <ScrollView text={inGlyphs(look, helpText(help))} rows={rows} width={columns} />;
}

function helpText({ title, about, onScreen = [], goesWrong, sources }: StepHelp): string {
  return [
    title,
    ...[...about, ...onScreen].flatMap(paragraph => ['', paragraph]),
    ...(goesWrong.length > 0 ? ['', 'What can go wrong', ...goesWrong.map(trouble => `· ${trouble}`)] : []),
    ...(sources.length > 0 ? ['', `Read more: ${sources.join('; ')}`] : []),
  ].join('\n');
}
