/** What a page shows: its title, and its text without scripts and styles. */
export type Page = { title?: string; text: string; hasPasswordField: boolean };

const LOOKS_LIKE_MARKUP = /^\s*(?:<!doctype|<\?xml|<html|<head|<body|<!--|<[a-z][a-z0-9:-]*[\s>/])/i;
const MOST = 65_536;

export function isMarkup(text: string): boolean {
  return LOOKS_LIKE_MARKUP.test(text.slice(0, 2000));
}

/** Reads markup in one pass. A page cut in the middle of a tag is read as far as it came. */
export function readPage(source: string): Page {
  const text: string[] = [];
  let title: string | undefined;
  let skippingTo: string | undefined;
  let hasPasswordField = false;
  const html = source.slice(0, MOST);
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at);
    const words = html.slice(at, open === -1 ? html.length : open);
    if (skippingTo === undefined) text.push(words);
    else if (skippingTo === 'title') title = `${title ?? ''}${words}`;
    if (open === -1) break;
    const close = html.indexOf('>', open);
    const tag = html.slice(open + 1, close === -1 ? html.length : close);
    at = close === -1 ? html.length : close + 1;
    const name = /^\/?[a-z0-9]+/i.exec(tag)?.[0].toLowerCase() ?? '';
    if (name === 'input' && /type\s*=\s*["']?password/i.test(tag.slice(0, 500))) hasPasswordField = true;
    if (skippingTo === undefined && ['script', 'style', 'title', 'svg'].includes(name) && !tag.endsWith('/'))
      skippingTo = name;
    else if (name === `/${skippingTo}`) skippingTo = undefined;
    else if (skippingTo === undefined) text.push(' ');
  }
  const page: Page = { text: textOfMarkup(text.join('')), hasPasswordField };
  if (title !== undefined && textOfMarkup(title) !== '') page.title = textOfMarkup(title);
  return page;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', '#39': "'" };

/** Markup's text: entities read, blanks joined. */
export function textOfMarkup(text: string): string {
  return text
    .replace(/&(#39|[a-z]{2,4});/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
