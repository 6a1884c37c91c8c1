/** Docker compose logs of `bytes` bytes: a BFF that does not start, among four services that talk all the time. */
export function bffLog(bytes) {
  const lines = [];
  let length = 0;
  const say = line => {
    lines.push(line);
    length += line.length + 1;
  };
  for (let tick = 0; length < bytes; tick += 1) {
    say(`postgres-1  | 2026-11-24 10:40:58.101 UTC [${tick}] LOG:  checkpoint complete: wrote ${tick} buffers (0.0%)`);
    say(
      `api-1       | {"level":30,"time":${1795516860000 + tick},"msg":"GET /items/${tick} 200","url":"/items/${tick}"}`,
    );
    say(`worker-1    | Error: connect ECONNREFUSED 10.0.0.5:${5000 + (tick % 1000)}`);
    say('worker-1    |     at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)');
    say(
      `nginx-1     | 10.0.0.1 - - [24/Nov/2026:10:40:58 +0000] "GET /app-${tick}.js HTTP/1.1" 404 153 "-" "Mozilla/5.0"`,
    );
    if (tick % 1000 === 7) {
      say(
        'bff-1       | {"level":30,"msg":"no cached client, registering by DCR","url":"https://idp.example/register"}',
      );
      say('bff-1       | {"level":50,"msg":"registration failed","status":401,"body":{"error":"invalid_token"}}');
    }
  }
  return lines.join('\n');
}
