/**
 * What Windows, .NET and the C library say of a failed connection in the language of the machine, and the English
 * words that the rules know. By the words that tell it apart, not by whole sentences: their ends differ from version to
 * version.
 */
const MEANINGS: readonly (readonly [english: string, said: RegExp])[] = [
  [
    'no trust relationship for the ssl/tls secure channel: the certificate is not trusted',
    /vertrauensstellung f[üu]r den sicheren|relation (?:de confiance|d['’]approbation) pour le canal|relaci[óo]n de confianza para el canal|relazione di trust per il canale|rela[çc][ãa]o de confian[çc]a para o canal|vertrouwensrelatie voor het|relacji zaufania dla bezpiecznego|доверительные отношения для защищенного|安全通道建立信任关系|安全通道建立信任關係|チャネルに対する信頼関係|보안 채널에 대한 트러스트/i,
  ],
  [
    'the remote certificate is invalid: not trusted',
    /remotezertifikat ist (?:laut|ung[üu]ltig)|certificat distant (?:n['’]est pas valide|est invalide|a été jugé non valide)|certificado remoto no es v[áa]lido|certificato remoto non [èe] valido|certificado remoto [ée] inv[áa]lido|远程证书无效|удаленный сертификат недействителен|リモート証明書(?:は|が)無効/i,
  ],
  [
    'the certificate chain was issued by an authority that is not trusted',
    /zertifikatkette wurde von einer nicht vertrauensw|cha[îi]ne de certificats a [ée]t[ée] [ée]mise par une autorit[ée]|cadena de certificaci[óo]n fue emitida por una entidad|证书链是由不受信任的颁发机构|信頼されていない機関によって発行/i,
  ],
  [
    'unable to check revocation for the certificate',
    /sperrpr[üu]fung|sperrserver|fonction de r[ée]vocation|serveur de r[ée]vocation|funci[óo]n de revocaci[óo]n|servidor de revocaci[óo]n|funzione di revoca|fun[çc][ãa]o de revoga[çc][ãa]o|проверить отзыв|吊销(?:功能|服务器)|失効(?:の関数|サーバー)/i,
  ],
  [
    'the remote name could not be resolved',
    /remotename konnte nicht aufgel|nom distant n['’]a pas pu [êe]tre r[ée]solu|no se puede resolver el nombre remoto|impossibile risolvere il nome remoto|nome remoto n[ãa]o p[ôo]de ser resolvido|externe naam niet omzetten|rozpozna[ćc] nazwy zdalnej|разрешить удаленное имя|解析此远程名称|無法解析遠端名稱|リモート名を解決できません|원격 이름을 확인할 수/i,
  ],
  [
    'no such host is known',
    /host ist nicht bekannt|kein solcher host bekannt|h[ôo]te inconnu|host desconocido|host sconosciuto|host n[ãa]o [ée] conhecido|хост неизвестен|不知道这样的主机|そのようなホストは不明/i,
  ],
  [
    'name or service not known',
    /name oder der dienst ist nicht bekannt|nom ou service inconnu|nombre o servicio desconocido|nome o servizio sconosciuto|nome ou servi[çc]o desconhecido|неизвестное имя или служба|未知的名称或服务|名前またはサービスが不明/i,
  ],
  [
    'connection refused',
    /zielcomputer die verbindung verweigert|verbindungsaufbau abgelehnt|l['’]ordinateur cible l['’]a express[ée]ment refus|connexion refus[ée]e|equipo de destino deneg[óo]|conexi[óo]n rehusada|rifiuto persistente|connessione rifiutata|destino as recusou|conex[ãa]o recusada|отверг запрос|отказано в соединении|目标计算机积极拒绝|拒绝连接|コンピューターによって拒否|接続を拒否/i,
  ],
  [
    'unable to connect to the remote server',
    /verbindung mit dem remoteserver kann nicht hergestellt|impossible de se connecter au serveur distant|no es posible conectar con el servidor remoto|impossibile effettuare la connessione al server remoto|imposs[íi]vel conectar-se ao servidor remoto|geen verbinding maken met de externe server|po[łl][ąa]czy[ćc] si[ęe] z serwerem zdalnym|соединиться с удаленным сервером|无法连接到远程服务器|無法連接至遠端伺服器|リモート サーバーに接続できません|원격 서버에 연결할 수/i,
  ],
  [
    'an existing connection was forcibly closed by the remote host',
    /vorhandene verbindung wurde vom remotehost|vom kommunikationspartner zur[üu]ckgesetzt|connexion existante a d[ûu] [êe]tre ferm[ée]e|connexion r[ée]-?initialis[ée]e par le correspondant|interrupci[óo]n de una conexi[óo]n existente|connessione in corso forzatamente interrotta|conex[ãa]o existente foi cancelada|принудительно разорвал|强迫关闭了一个现有的连接|既存の接続はリモート ホストに強制的に/i,
  ],
  [
    'an unexpected error occurred on a send',
    /unerwarteter fehler beim (?:senden|empfangen)|erreur inattendue s['’]est produite lors de (?:l['’]envoi|la r[ée]ception)|error inesperado (?:de env[íi]o|de recepci[óo]n|en)|errore imprevisto durante (?:un['’]operazione di )?(?:l['’]invio|invio|la ricezione|ricezione)|erro inesperado em um (?:envio|recebimento)|непредвиденная ошибка при (?:передаче|приеме)|(?:发送|接收)时发生(?:意外)?错误|(?:送信|受信)時に、?予期しないエラー/i,
  ],
  [
    'could not create ssl/tls secure channel',
    /kein gesch[üu]tzter ssl\/tls-kanal|impossible de cr[ée]er un canal s[ée]curis[ée] ssl|no se puede crear un canal seguro ssl|impossibile creare un canale sicuro ssl|n[ãa]o foi poss[íi]vel criar um canal seguro|создать защищенный канал ssl|未能创建 ssl\/tls 安全通道|ssl\/tls のセキュリティで保護されているチャネルを作成できません/i,
  ],
  [
    'the connection attempt timed out: connect timed out',
    /gegenstelle nach einer bestimmten zeitspanne|wartezeit f[üu]r die verbindung abgelaufen|parti connect[ée] n['’]a pas r[ée]pondu|expiration du d[ée]lai d['’]attente|parte conectada no respondi|risposta appropriata dalla parte connessa|componente conectado n[ãa]o respondeu|не получен нужный отклик|连接方在一段时间后没有正确答复|接続済みの呼び出し先が一定の時間/i,
  ],
  [
    'the operation has timed out',
    /timeout f[üu]r (?:den )?vorgang|zeit(?:limit|[üu]berschreitung) (?:f[üu]r|des) vorgang|vorgang wurde wegen zeit[üu]berschreitung|d[ée]lai d['’]attente de l['’]op[ée]ration|op[ée]ration a expir|tiempo de espera (?:de|para) la operaci[óo]n|timeout dell['’]operazione|tempo limite da opera[çc][ãa]o|время ожидания операции истекло|操作超时|操作已超时|操作はタイムアウト/i,
  ],
  [
    'no route to host',
    /keine route zum zielrechner|aucun chemin d['’]acc[èe]s pour atteindre|no existe ninguna ruta hasta el|nessun instradamento per l['’]host|нет маршрута до узла|没有到主机的路由/i,
  ],
];

/** Looked at first: most of what is read is English, and has none of these letters or words. */
const MAYBE =
  /[^\u0000-\u024f\u2000-\u27bf]|verbindung|zertifikat|vorgang|fehler|sperr|remotename|\bhost ist|dienst|zielrechner|connexion|certificat |canal|nom |h[ôo]te|chemin|op[ée]ra|conexi|conect|servidor|nombre|tiempo|ruta|impossibile|connession|timeout dell|conex|servi[çc]|kan geen|externe|zdaln|relaz|sconosciut|desconocid|inconnu|inesperad|imprevist|rifiut|rehus|recus|remot|imposs|n[ãa]o |nie mo/i;

/** The same in English, as far as it is about a connection; '' where it says nothing that is known here. */
export function inEnglish(text: string): string {
  const bounded = text.slice(0, 8192);
  if (!MAYBE.test(bounded)) return '';
  return MEANINGS.filter(([, said]) => said.test(bounded))
    .map(([english]) => english)
    .join('\n');
}
