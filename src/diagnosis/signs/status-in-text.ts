// How clients, frameworks, proxies and shells write a status into a message.
const WRITTEN: readonly RegExp[] = [
  /\bhttp\/[\d.]{1,3}["']?\s+(\d{3})\b/i,
  /\bstatus(?:[ _-]?code)?["']?\s{0,3}(?:[:=]|of|is|was)?\s{0,3}["']?\(?(\d{3})\b/i,
  /\bhttp(?:[ _-]?(?:status|error|code|response))?(?:[ _-]?code)?\s{0,3}[:=]?\s{0,3}\(?(\d{3})\b/i,
  /(?<!os |errno |curl )\b(?:code|error|returned|responded with|response|got|answered|failed with|received)\s{0,3}[:=]?\s{0,3}\(?(\d{3})\b(?!\s*(?:ms|s|seconds|bytes)\b)/i,
  /\bdoes not indicate success: (\d{3})\b/i,
  /\b(?:failed|error|refused|rejected|denied)[^\n]{0,40}: (\d{3})\b(?!\.\d)/i,
  /^\s{0,9}(\d{3})\s+(?:[A-Z][a-z]+|Client Error|Server Error)/m,
  /(?:Exception|Error)(?:\$\w{1,40})?: ([45]\d\d)\b/,
  /\bstatus from (?:the )?server: (\d{3})\b|\bstatus code was not 20\d: (\d{3})\b/i,
  /\b(?:returns?(?: with)?|answers?(?: with)?|responds? with|got|gives?|gave|throws?|yields?|resulted in)\s{0,3}(?:an? |the )?(?:http )?[*_`'"(]{0,3}([45]\d\d)\b/i,
  /(?:[←→⇐⇒]|<-|=>)(?: ?HTTP)? ?[*_`]{0,2}([45]\d\d)\b(?![.\w])/,
  /\b(?:failed|error|refused)\b[^\n]{0,300}: (\d{3}) [-–] /i,
  /["'`[( ]\s?(\d{3}) (?:Bad Request|Unauthorized|Forbidden|Not Found|Method Not Allowed|Conflict|Too Many Requests|Internal Server Error|Bad Gateway|Service Unavailable|Gateway Time-?out)/i,
];

/** The status that a text speaks of, where no answer stands by itself. */
export function statusInText(text: string): number | undefined {
  // The status of a CONNECT is the proxy's; the server has answered nothing.
  if (
    /proxy[^\n]{0,20}tunnel|tunnel(?:ing)? (?:request|failed|connection)|connect tunnel|from proxy after connect/i.test(
      text.slice(0, 8192),
    )
  )
    return undefined;
  for (const pattern of WRITTEN) {
    const [, one, other] = pattern.exec(text.slice(0, 8192)) ?? [];
    const status = Number(one ?? other);
    if (status >= 200 && status <= 599) return status;
  }
  return undefined;
}
