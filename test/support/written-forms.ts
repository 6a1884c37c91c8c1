/** Ways in which a server or a library may write a secret into a text. */
export function writtenForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ s: secret }).toString().slice(2),
    json,
    JSON.stringify(json).slice(1, -1),
    ...base64Forms(secret),
  ];
}

/** What must be found nowhere: each form, or the inner part of it where its ends depend on the text around. */
export function traces(secret: string): string[] {
  const inner = base64Forms(secret).map(form => form.slice(4, -4));
  return [...new Set([...writtenForms(secret), ...inner, Buffer.from(secret).toString('hex')])];
}

/** In the middle of other text a secret falls on one of three places in base64. */
function base64Forms(secret: string): string[] {
  return ['', 'a', 'ab'].flatMap(before =>
    (['base64', 'base64url'] as const).map(encoding => Buffer.from(`${before}${secret}`).toString(encoding)),
  );
}
