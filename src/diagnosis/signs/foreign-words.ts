import type { Complaint } from './complaints.ts';
import type { Subject } from './subjects.ts';

/**
 * What servers say in other languages than English: the messages of Bean Validation, Django, Laravel and Tomcat follow
 * the locale of the server or of Accept-Language. Stems, since these languages inflect; no word boundaries, since some
 * of them have none.
 */
export const FOREIGN_COMPLAINTS: Readonly<Record<Complaint, RegExp>> = {
  missing:
    /darf nicht (?:leer|null)|muss (?:ausgefüllt|angegeben|vorhanden)|zwingend|fehlt\b|fehlen\b|pflichtfeld|(?:doit|peut) pas être (?:vide|nul)|non (?:fourni|renseign)|\brequise?s?\b|nécessaire|manqu(?:e\b|ant)|no (?:puede|debe) (?:ser nul|estar (?:vac|en blanco))|no se prove|obligatori|requerid|n[ãa]o (?:pode|deve) (?:ser (?:nul|vazi)|estar (?:vazi|em branco))|n[ãa]o fo(?:i|ram) fornecid|obrigat[óo]ri|(?:può|deve) essere (?:null|vuot)|richiest[oa]\b|verplicht|mag niet leeg|wymagan|nie może być pust|zorunlu|boş olamaz|空要素|必須|null は許可|入力してください|不能为(?:空|null)|不可為空|必填|必须|缺少|필수|비어 ?있|не должно быть пуст|обязател|отсутств/i,
  invalid:
    /ung[üu]ltig|fehlerhaft|keine? g[üu]ltige|gültige url|invalide|non valid|pas valide|url valide|inv[áa]lid|no es v[áa]lid|ongeldig|nieprawidłow|niepoprawn|geçersiz|無効|不正|正しくありません|无效|無效|不正确|格式错误|非法|不合法|不是(?:合法|有效)|잘못된|유효하지|невер|некоррект|недопустим/i,
  'not-allowed':
    /nicht (?:erlaubt|zul[äa]ssig|gestattet|berechtigt)|verboten|verweigert|gesperrt|abgelehnt|non (?:autoris|permis)|interdit|refus[ée]|no (?:est[áa] )?(?:permitid|autorizad)|prohibid|denegad|n[ãa]o (?:é )?(?:permitid|autorizad)|n[ãa]o tem permiss|proibid|negad[oa]|non (?:è )?(?:consentit|autorizzat|permess)|vietat|niet toegestaan|geweigerd|niedozwolon|zabronion|izin verilm|reddedil|許可されていません|禁止|拒否|不允许|拒绝|无权|没有权限|허용되지|거부|запрещ|не разреш/i,
  unsupported:
    /nicht unterst[üu]tzt|non (?:pris|support)|no (?:soportad|admitid|compatible)|s[óo]lo se (?:soporta|admite|permite)|n[ãa]o (?:é )?suportad|niet ondersteund|nieobsługiwan|desteklenm|サポートされていません|対応していません|不支持|不支援|지원되지|не поддерж|поддерживаются только/i,
  expired:
    /abgelaufen|expiré|expirad|caducad|vencid[oa]|scadut|verlopen\b|wygas|süresi dol|期限切れ|过期|過期|失效|已到期|만료|истек|просроч/i,
  'used-up':
    /bereits (?:verwendet|verbraucht)|aufgebraucht|déjà (?:été )?(?:utilis|consomm)|ya (?:se ha |ha sido )?(?:usad|utilizad)|já (?:foi )?(?:usad|utilizad)|già (?:stato )?(?:usat|utilizzat)|使用済み|已被?使用|已用完|уже использ/i,
  revoked: /widerrufen|gelöscht|révoqu|revocad|revogad|revocat[oa]\b|吊销|撤销|已注销|失効|отозван/i,
  unknown:
    /nicht gefunden|unbekannt|introuvable|inconnu|non trouvé|no (?:se )?encontr|desconocid|no existe|n[ãa]o (?:foi )?encontrad|desconhecid|n[ãa]o existe|non trovat|sconosciut|niet gevonden|onbekend|nie znalezion|bulunamadı|見つかりません|存在しません|不存在|未找到|找不到|찾을 수 없|не найден/i,
  duplicate:
    /bereits (?:vorhanden|registriert|vergeben)|existiert bereits|existe déjà|déjà enregistr|ya (?:existe|est[áa] (?:registrad|en uso))|j[áa] (?:existe|est[áa] em uso|registrad|cadastrad)|esiste già|già registrat|bestaat al|już istnieje|zaten (?:var|kayıtlı)|既に(?:存在|登録)|すでに|已存在|已注册|重复|이미|уже (?:существ|зарегистр)/i,
  mismatch:
    /stimmt nicht|stimmen nicht|ne correspond(?:ent)? pas|no coincid|n[ãa]o (?:coincid|corresponde)|non corrispond|komt niet overeen|一致しません|不匹配|不一致|일치하지|не совпада|не соответств/i,
  exclusive: /nicht gleichzeitig|pas (?:être )?simultan|no (?:pueden )?.{0,20}simult|同时|同時/i,
  unreachable: /nicht erreichbar|injoignable|inalcanzable|无法访问|接続できません|недоступ/i,
};

export const FOREIGN_SUBJECTS: Readonly<Partial<Record<Subject, RegExp>>> = {
  redirect:
    /weiterleitung|umleitung|redirection|redirecci[óo]n|redirecionamento|リダイレクト|コールバック|重定向|回调|리디렉션|перенаправ/i,
  scope: /\bescopos?\b|スコープ|作用域|范围|範圍|область действия/i,
  'client-name': /nombre del cliente|nom du client|nome do cliente|クライアント名|客户端名称/i,
  token:
    /\bjetons?\b|anmeldedaten|zugangsdaten|anmeldeinformationen|d'(?:authentification|identification)|credencia(?:l|is)|トークン|資格情報|令牌|凭证|凭据|토큰|токен|учетные данные/i,
  client: /\bclientes?\b|クライアント|客户端|클라이언트|клиент/i,
};
