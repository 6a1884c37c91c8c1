/**
 * One or many URIs as people paste them: one a line, with spaces or commas between, quoted, or as a JSON array. A comma
 * parts two of them only where a scheme follows, as a URI may hold one.
 */
export function splitPasted(pasted: string): string[] {
  const listed = jsonStrings(pasted);
  if (listed) return listed.map(text => text.trim()).filter(text => text !== '');
  return pasted
    .split(/\s+|,(?=\s*["'`]?[a-z][a-z0-9+.-]*:)/i)
    .map(part => part.replace(/^["'`<-]+|["'`>,;]+$/g, ''))
    .filter(part => part !== '');
}

function jsonStrings(text: string): string[] | undefined {
  if (!/^\s*\[/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(item => typeof item === 'string') ? value : undefined;
  } catch (error) {
    // It only looks like JSON: then its words are what was pasted.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
