import { asItWas } from './pasted-text.ts';

// Colours, cursor movements, window titles: what a terminal's log or a shell's redirect holds beside the text.
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]{0,40}[ -/]{0,10}[@-~]|\u001b\][^\u0007\u001b\n]{0,2000}(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]/g;
/** Controls that are no line ends or tabs, and the private characters that mark a token in here. */
const STRAY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000\ue001\ufeff]/g;

/** The text of a file, whatever editor, shell or browser wrote it: line ends are `\n`, and no control character is left. */
export function reportText(bytes: Uint8Array): string {
  const text = decoded(bytes).replace(/\r\n?/g, '\n').replace(ESCAPES, '').replace(STRAY, '');
  return asItWas(text).replace(STRAY, '');
}

// `>` in Windows PowerShell writes UTF-16 with a byte order mark; some tools leave the mark out.
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const head = bytes.subarray(0, 512);
  const nulsAt = (parity: number) => head.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  if (head.length >= 8 && nulsAt(1) > head.length / 4) return new TextDecoder('utf-16le').decode(bytes);
  if (head.length >= 8 && nulsAt(0) > head.length / 4) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** So much of a text, read in the wrong encoding, is nothing that anybody wrote. */
const MOST_UNREADABLE = 0.1;

/** Whether anybody can read it: an image, an archive or a program turns into signs for what is no letter. */
export function isReadable(text: string): boolean {
  let unreadable = 0;
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) unreadable++;
  return unreadable <= text.length * MOST_UNREADABLE;
}
