import { plainText } from '../../domain/plain-text.ts';
import { Marked } from '../marked.tsx';

/** What is to be done by hand, in order. */
export function Checklist({ items }: { items: readonly string[] }) {
  return [...new Set(items)].map(item => (
    <Marked key={item} mark="○">
      {plainText(item, 300)}
    </Marked>
  ));
}
