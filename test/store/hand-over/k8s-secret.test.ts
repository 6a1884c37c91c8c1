import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { editKubernetesSecret } from '../../../src/store/hand-over/k8s-secret.ts';

const MANIFEST = `# the app
apiVersion: v1
kind: ConfigMap
metadata: {name: bff}
data: {a: "1"}
---
apiVersion: v1
kind: Secret
metadata:
  name: bff-oidc   # ours
  namespace: apps
type: Opaque
data:
  # in base64
  client_secret: b2xk   # rotated by hand
  other: eA==
---
apiVersion: v1
kind: Secret
metadata: {name: other}
stringData: {a: b}
`;

function edited(text: string | undefined, name: string, values: Record<string, string>): string {
  const result = editKubernetesSecret(
    text,
    name,
    Object.entries(values).map(([key, value]) => ({ key, value })),
  );
  if ('problem' in result) throw new Error(result.problem);
  return result.text;
}

function problemOf(text: string, name = 's', key = 'a'): string {
  const result = editKubernetesSecret(text, name, [{ key, value: 'x' }]);
  return 'problem' in result ? result.problem : 'none';
}

/** What the cluster would hold: stringData over decoded data. */
function inCluster(secret: { data?: object; stringData?: object }): Record<string, string> {
  const decoded = Object.entries(secret.data ?? {}).map(([key, text]) => [
    key,
    Buffer.from(String(text), 'base64').toString('utf8'),
  ]);
  return { ...Object.fromEntries(decoded), ...secret.stringData };
}

describe('a Kubernetes Secret that values are handed over to', () => {
  it('is made where there is none, ready for kubectl apply', () => {
    expect(parse(edited(undefined, 'bff-oidc', { client_secret: 's: "x"' }))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'bff-oidc' },
      type: 'Opaque',
      stringData: { client_secret: 's: "x"' },
    });
  });

  it('keeps its data in base64, and every other line of the file', () => {
    const after = MANIFEST.replace('client_secret: b2xk ', 'client_secret: "bmV3" ').replace(
      '  other: eA==\n',
      '  other: eA==\n  "kid": "azE="\n',
    );
    expect(edited(MANIFEST, 'bff-oidc', { client_secret: 'new', kid: 'k1' })).toBe(after);
  });

  it('keeps stringData as text', () => {
    expect(edited(MANIFEST, 'other', { a: 'c' })).toBe(MANIFEST.replace('{a: b}', '{a: "c"}'));
  });

  it('is made only where nothing stands: behind something else nobody would look for it', () => {
    expect(problemOf(MANIFEST, 'third')).toBe(
      'it is a Kubernetes manifest (ConfigMap bff, Secret bff-oidc, Secret other), without a Secret third: name one of its Secrets behind #, or a file of its own',
    );
    expect(problemOf('services: {bff: {image: x}}\n', 's')).toBe(
      'it is a compose file: name a file of its own for the Secret',
    );
    const head = '# of the BFF\n---\n';
    expect(edited(head, 's', { a: 'c' })).toBe(
      `${head}apiVersion: v1\nkind: Secret\nmetadata:\n  name: "s"\ntype: Opaque\nstringData:\n  "a": "c"\n`,
    );
  });

  it('leaves no stale copy where a key stands in both places', () => {
    const text = 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {a: eA==}\nstringData: {a: x}\n';
    expect(parse(edited(text, 's', { a: 'y' }))).toMatchObject({ data: { a: 'eQ==' }, stringData: { a: 'y' } });
  });

  it('says so when nothing changes, and changes nothing', () => {
    expect(editKubernetesSecret(MANIFEST, 'bff-oidc', [{ key: 'client_secret', value: 'old' }])).toEqual({
      text: MANIFEST,
      changes: [{ key: 'client_secret', change: 'unchanged' }],
      warnings: [],
    });
  });

  it('says that the cluster refuses a change of an immutable one', () => {
    const text = 'apiVersion: v1\nkind: Secret\nimmutable: true\nmetadata: {name: s}\nstringData: {a: x}\n';
    expect(editKubernetesSecret(text, 's', [{ key: 'a', value: 'y' }])).toMatchObject({
      warnings: [expect.stringContaining('immutable')],
    });
  });

  it.each([
    [
      'stands twice',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\n',
      /2 Secrets/,
    ],
    ['is a template for Helm', 'kind: Secret\nmetadata:\n  name: {{ .Values.name }}\n  x: {{- end }}\n', /line \d+/],
    [
      'shares its data with something else',
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: &d {a: b2xk}\nx: *d\n',
      /by hand/,
    ],
  ])('is left alone where it %s', (_, text, why) => {
    expect(problemOf(text)).toMatch(why);
  });

  it('has only names and keys that Kubernetes takes', () => {
    expect(problemOf('', 'My Secret')).toMatch(/name of a Secret/);
    expect(problemOf('', 's', 'a b')).toMatch(/key of a Secret/);
  });

  it('survives any manifest, any layout and any values', () => {
    const key = fc.stringMatching(/^[A-Za-z0-9._-]{1,8}$/).filter(text => text !== '__proto__');
    const text = fc.string({ unit: 'grapheme' }).filter(value => value.isWellFormed());
    const values = fc.dictionary(key, text, { minKeys: 1, maxKeys: 4 });
    const encoded = fc.dictionary(
      key,
      fc.string().map(value => Buffer.from(value).toString('base64')),
      { maxKeys: 4 },
    );
    const branches = fc.record({ data: fc.option(encoded), stringData: fc.option(values) }, { requiredKeys: [] });
    const style = fc.record({
      indent: fc.constantFrom(2, 4),
      collectionStyle: fc.constantFrom<'any' | 'flow'>('any', 'flow'),
      defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_SINGLE' | 'BLOCK_LITERAL'>(
        'PLAIN',
        'QUOTE_SINGLE',
        'BLOCK_LITERAL',
      ),
    });
    const first = stringify({ kind: 'ConfigMap', data: { a: '1' } });
    fc.assert(
      fc.property(branches, style, values, fc.constantFrom('\n', '\r\n'), (old, layout, wanted, end) => {
        const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, ...old };
        const before = `${first}---\n${stringify(secret, layout)}---\nlast: 1 # end\n`.replaceAll('\n', end);
        const [, was] = parseAllDocuments(before).map(document => document.toJS());
        const [config, now, last] = parseAllDocuments(edited(before, 's', wanted)).map(document => document.toJS());
        expect([config, last]).toEqual([{ kind: 'ConfigMap', data: { a: '1' } }, { last: 1 }]);
        expect(inCluster(now)).toEqual({ ...inCluster(was), ...wanted });
      }),
      { numRuns: 500 },
    );
  });
});
