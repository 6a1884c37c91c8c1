import { describe, expect, it } from 'vitest';
import { diagnosed } from './report/samples.ts';

/** What Windows and the C library say of a failed connection, and what it is. */
const SAID = [
  ['de', 'Der Remotename konnte nicht aufgelöst werden: "idp.intern.example"', 'network.dns'],
  ['fr', "Le nom distant n'a pas pu être résolu: 'idp.interne.example'", 'network.dns'],
  ['es', "No se puede resolver el nombre remoto: 'idp.interno.example'", 'network.dns'],
  ['it', 'Host sconosciuto.', 'network.dns'],
  ['pt', "O nome remoto não pôde ser resolvido: 'idp.interno.example'", 'network.dns'],
  ['nl', "Kan de externe naam niet omzetten: 'idp.intern.example'", 'network.dns'],
  ['ru', "Невозможно разрешить удаленное имя: 'idp.example'", 'network.dns'],
  ['zh', '未能解析此远程名称: “idp.example”', 'network.dns'],
  ['ja', "リモート名を解決できませんでした: 'idp.example'", 'network.dns'],
  [
    'de',
    'Die zugrunde liegende Verbindung wurde geschlossen: Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden. Es konnte keine Vertrauensstellung für den sicheren SSL/TLS-Kanal hergestellt werden.',
    'tls.untrusted',
  ],
  [
    'es',
    'Se ha terminado la conexión: No se puede establecer una relación de confianza para el canal seguro SSL/TLS.',
    'tls.untrusted',
  ],
  [
    'it',
    'Connessione sottostante chiusa: Impossibile stabilire una relazione di trust per il canale sicuro SSL/TLS.',
    'tls.untrusted',
  ],
  [
    'ru',
    'Базовое соединение закрыто: Не удалось установить доверительные отношения для защищенного канала SSL/TLS.',
    'tls.untrusted',
  ],
  ['zh', '基础连接已经关闭: 未能为 SSL/TLS 安全通道建立信任关系。', 'tls.untrusted'],
  [
    'de',
    'Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte.',
    'network.refused',
  ],
  ['it', 'Impossibile stabilire la connessione. Rifiuto persistente del computer di destinazione.', 'network.refused'],
  ['fr', "Aucune connexion n'a pu être établie car l'ordinateur cible l'a expressément refusée.", 'network.refused'],
  [
    'de',
    'curl: (7) Failed to connect to idp.example port 9443 after 3 ms: Verbindungsaufbau abgelehnt',
    'network.refused',
  ],
  ['pl', 'Nie można połączyć się z serwerem zdalnym', 'network.unreachable'],
  ['ja', '操作はタイムアウトになりました。', 'network.timeout'],
  ['es', 'Se ha agotado el tiempo de espera de la operación', 'network.timeout'],
] as const;

describe('a machine that speaks another language', () => {
  it.each(SAID)('%s: %s', (_, said, cause) => {
    const { main } = diagnosed(
      Buffer.from(
        said.startsWith('curl')
          ? said
          : `Invoke-RestMethod : ${said}\n+ Invoke-RestMethod -Uri https://idp.example/register\n`,
      ),
    );
    expect(main?.evidence.stage).toBe('network');
    expect(main?.evidence.status).toBeUndefined();
    expect(main?.diagnosis[0]?.cause).toBe(cause);
  });
});

describe('a number that stands for a failure', () => {
  it.each([
    ['curl: (35) schannel: next InitializeSecurityContext failed: Unknown error (0x80092012) - …', 'tls.untrusted'],
    ['curl: (60) schannel: SEC_E_UNTRUSTED_ROOT (0x80090325) - …', 'tls.untrusted'],
    ['System.Net.Sockets.SocketException (10061): …', 'network.refused'],
    ['System.Net.Sockets.SocketException (11001): …', 'network.dns'],
    ['Error Domain=NSURLErrorDomain Code=-1003 "…"', 'network.dns'],
    ['requests.exceptions.ConnectionError: [Errno 111]', 'network.refused'],
    ['cURL error 56: SSL read: errno 104', 'network.reset_before_answer'],
  ])('%s is %s', (said, cause) => {
    expect(diagnosed(Buffer.from(said)).main?.diagnosis[0]?.cause).toBe(cause);
  });
});
