import { build, type Plugin } from 'esbuild';
import { expect, it } from 'vitest';

type Measure = (text: string) => number;

/** What measures text for Ink, with these plugins of the bundle. */
async function stringWidth(plugins: Plugin[]): Promise<Measure> {
  const { outputFiles } = await build({
    stdin: { contents: "export { default } from 'string-width';", resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    plugins,
  });
  const text = outputFiles[0]?.text ?? '';
  const module: { default: Measure } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
  return module.default;
}

const PLUGINS = new URL('../scripts/bundle-plugins.mjs', import.meta.url).href;

it('measures characters and every kind of emoji as string-width itself does', async () => {
  const { emojiWhenNeeded }: { emojiWhenNeeded: Plugin } = await import(PLUGINS);
  const [bundled, original] = await Promise.all([stringWidth([emojiWhenNeeded]), stringWidth([])]);
  const all = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point));
  // All that an emoji can begin with, and of everything else one in 97.
  const characters = all.filter(
    (text, point) => point % 97 === 0 || /[\p{Emoji}\p{Extended_Pictographic}]/u.test(text),
  );
  // Presentation selectors, keycaps, skin tones, flags, families, a flag of tags, and pairs that are no emoji.
  const marks = ['\ufe0f', '\ufe0e', '\u20e3', '\ufe0f\u20e3', '\u{1f3fd}', '\u200d\u{1f4bb}', '\u0301'];
  const emoji = characters.filter(character => /\p{Emoji}/u.test(character));
  const joined = emoji.flatMap(character => marks.map(mark => character + mark));
  const others = ['🇩🇪', '🇩', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '✔ Server', '─'.repeat(80), 'e\u0301', '각', '가나'];
  const differing = [...characters, ...joined, ...others].filter(text => bundled(text) !== original(text));
  expect(differing).toEqual([]);
});
