import type { Page } from './markup.ts';

const BOT =
  /just a moment|checking your browser|attention required|enable javascript and cookies|cf-chl|challenge-platform|are you (?:a )?(?:human|robot)|captcha|ddos protection|verify you are|access denied|request (?:blocked|unsuccessful|rejected)|web application firewall|the requested url was rejected|access control configuration prevents|unauthorized (?:activity|request blocked)|browser before accessing|contact your service provider/i;

/** What filters of companies, schools, providers and states say, in whatever order. */
const BLOCKED: readonly RegExp[] = [
  /\b(?:page|(?:web ?)?site|url|access|request|application|resource|category|content|system|threat|av)\b[^.<]{0,60}\b(?:block(?:ed|s)|banned|prohibited|locked)\b|\baccess\b[^.<]{0,40}\brestricted\b/i,
  /\bblocked\b[^.<]{0,60}\b(?:pages?|(?:web ?)?sites?|urls?|access|requests?|polic(?:y|ies)|category|reputation|firewall|because|by)\b/i,
  /(?:firewall|filter|gateway|proxy|antivirus)\b[^.<]{0,30}\b(?:alert|block(?:ed)?|denied|deny|violation)\b|\bdenied by [\w ]{0,30}(?:proxy|firewall|filter|gateway)/i,
  /\b(?:web|content|url|internet)[ -]?filter(?:ing|ed)?\b|\bapplication (?:control|firewall)\b|\battack id\b|\bforbidden site\b/i,
  /violat\w+[^.<]{0,60}\b(?:polic(?:y|ies)|regulations?)\b|(?:in accordance with|as per|according to|contrary to)[^.<]{0,30}\b(?:company|corporate|organi[sz]ation\w*|guidelines|instructions)\b|\b(?:court|judicial) (?:order|decision|system)/i,
  /\b(?:site|page|url) is (?:rated|categori[sz]ed) |rated incorrectly|complete revocation of access/i,
];

/** Products whose name on a page means that the page is theirs. */
const PRODUCTS =
  /forti(?:net|guard|gate|web)|watchguard|sonicwall|barracuda|zscaler|netskope|blue ?coat|forcepoint|websense|mcafee web gateway|skyhigh|ironport|umbrella|opendns|kerio control|\beset\b|kaspersky|dr\.web|spider gate|smoothwall|contentkeeper|securly|incapsula|imperva|sucuri|wallarm|reblaze|radware|webknight|netentsec|smartxfilter|ddos-guard|qrator/i;

const ELSEWHERE =
  /zugriff[^<]{0,80}(?:blockiert|verweigert|gesperrt)|acc[èe]s[^<]{0,60}(?:bloqué|refusé|interdit)|acceso[^<]{0,60}(?:bloquead|denegad|restringid)|acesso[^<]{0,60}(?:bloquead|negad|restrit)|accesso[^<]{0,60}(?:bloccat|negat)|toegang[^<]{0,60}(?:geblokkeerd|geweigerd)|dostęp[^<]{0,60}(?:zablokowan|zabronion)|eriş[^<]{0,60}engellen|访问被|已被[^<]{0,20}阻断|安全威胁|疑似攻击|拦截|屏蔽|アクセス[^<]{0,12}(?:拒否|制限|遮断|ブロック)|접근이? ?(?:차단|거부)|차단|доступ [^<]{0,60}(?:ограничен|заблокирован|запрещ)/i;

/** Whether a page comes from a filter, a firewall or a check for robots on the way, and not from the server. */
export function isBlockPage(page: Page, body: string): boolean {
  const shown = `${page.title ?? ''} ${page.text.slice(0, 1000)}`;
  return (
    [BOT, ...BLOCKED, PRODUCTS, ELSEWHERE].some(words => words.test(shown)) ||
    /cf-chl|challenge-platform|captcha/i.test(body.slice(0, 20_000))
  );
}
