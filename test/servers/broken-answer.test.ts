import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { httpServer, saying } from '../support/local-server.ts';
import { answered, once, reading, registration, testHttp, unanswered } from './sending.ts';

const MIB = 1_048_576;

describe('of an answer that breaks off, what came is kept', () => {
  const head = 'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n';

  test('when the content-length promises more', async () => {
    await using server = await saying(`${head}content-length: 500\r\n\r\n{"client_id":"c1"`);
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer).toMatchObject({ status: 201, incomplete: 'cut', text: '{"client_id":"c1"' });
  });

  test('when a chunk is missing', async () => {
    await using server = await saying(`${head}transfer-encoding: chunked\r\n\r\n5\r\n{"a":\r\n`);
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer).toMatchObject({ status: 201, incomplete: 'cut', text: '{"a":' });
  });

  test('when the connection is reset in the middle: never taken for whole, never for unsent', async () => {
    await using server = await saying(`${head}content-length: 500\r\n\r\n{"client_id":`, socket =>
      socket.resetAndDestroy(),
    );
    await using http = testHttp();
    const transmission = await http.send(registration(server.url), undefined, once);
    // A reset may overtake the bytes before it.
    expect(transmission).toMatchObject(
      transmission.kind === 'answered' ? { answer: { status: 201, incomplete: 'cut' } } : { sent: true },
    );
  });

  test('when it stalls until the time is up', async () => {
    await using server = await saying(`${head}content-length: 500\r\n\r\n{"client_id":"c1"`, () => undefined);
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, { ...once, timeoutMs: 200 }));
    expect(answer).toMatchObject({ status: 201, incomplete: 'cut', text: '{"client_id":"c1"' });
  });

  test('when it drips for ever: the limit is for the whole request', async () => {
    await using server = await saying(`${head}transfer-encoding: chunked\r\n\r\n`, socket => {
      const dripping = setInterval(() => socket.write('1\r\nx\r\n'), 20);
      socket.on('close', () => clearInterval(dripping));
    });
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, { ...once, timeoutMs: 300 }));
    expect(answer.incomplete).toBe('cut');
    expect(answer.text).toMatch(/^x+$/);
  });

  test('when it never ends: a mebibyte is enough', async () => {
    await using server = await httpServer((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer).toMatchObject({ status: 200, incomplete: 'too-large' });
    expect(answer.body).toHaveLength(MIB);
  });
});

describe('an answer behind a «100 Continue» that nobody asked for', () => {
  const interim = 'HTTP/1.1 100 Continue\r\nvia: 1.1 gateway\r\n\r\n';
  const final = 'HTTP/1.1 201 Created\r\ncontent-length: 18\r\n\r\n{"client_id":"c1"}';
  const bytes = `${interim}${interim}${final}`;

  test('is read', async () => {
    await using server = await saying(bytes);
    await using http = testHttp();
    expect(answered(await http.send(registration(server.url), undefined, once))).toMatchObject({
      status: 201,
      text: '{"client_id":"c1"}',
    });
  });

  test('is read wherever the bytes are parted', async () => {
    for (const at of [1, 11, 12, 20, interim.length - 1, interim.length, bytes.length - 20]) {
      await using server = await saying(bytes.slice(0, at), socket => setImmediate(() => socket.end(bytes.slice(at))));
      await using http = testHttp();
      const answer = answered(await http.send(registration(server.url), undefined, once));
      expect(answer, `parted at ${at}`).toMatchObject({ status: 201, text: '{"client_id":"c1"}' });
    }
  });

  test('that never comes is no answer', async () => {
    await using server = await saying(interim);
    await using http = testHttp();
    expect(unanswered(await http.send(registration(server.url), undefined, once))).toMatchObject({ sent: true });
  });
});

describe('an answer that tells its length twice', () => {
  const body = '{"client_id":"c1"}';
  const head = (...lengths: string[]) =>
    ['HTTP/1.1 201 Created', ...lengths.map(length => `Content-Length: ${length}`), 'x: y', '', ''].join('\r\n');
  const fresh = { ...once, fresh: true };

  test.each([[['18', '18']], [['18, 18']], [['18', '18,18']]])('the same is read (%j)', async lengths => {
    const bytes = head(...lengths) + body;
    for (const at of [0, 20, bytes.length - 19, bytes.length - 1]) {
      await using server = await saying(bytes.slice(0, at), socket => setImmediate(() => socket.end(bytes.slice(at))));
      await using http = testHttp();
      const answer = answered(await http.send(registration(server.url), undefined, fresh));
      expect(answer, `parted at ${at}`).toMatchObject({ status: 201, text: body, headers: { x: 'y' } });
      expect(answer.incomplete).toBeUndefined();
    }
  });

  test.each([[['18', '40']], [['40', '18']], [['18, 40']], [['18', '17']]])(
    'and differently is kept as far as it came, and never counts as whole (%j)',
    async lengths => {
      // The server does not close: nobody is to wait for what may never come.
      await using server = await saying(head(...lengths) + body, () => undefined);
      await using http = testHttp();
      const answer = answered(await http.send(registration(server.url), undefined, fresh));
      expect(answer).toMatchObject({ status: 201, incomplete: 'contradictory', text: body });
    },
  );

  test.each([['18x'], ['-1'], ['']])('in something that is no length is left to the parser (%j)', async length => {
    await using server = await saying(head('18', length) + body);
    await using http = testHttp();
    expect(unanswered(await http.send(registration(server.url), undefined, fresh))).toMatchObject({ sent: true });
  });

  test('behind blanks without end holds nobody up', async () => {
    await using server = await saying(head('18', `${' '.repeat(16_000)}\r18`) + body);
    await using http = testHttp();
    expect(unanswered(await http.send(registration(server.url), undefined, fresh))).toMatchObject({ sent: true });
  });
});

describe('a head that is none', () => {
  test.each([['hello\r\n'], ['HTTP/1.1 abc\r\n\r\n'], ['HTT'], ['HTTP/1.1 201 Created\ncontent-length: 2\n\n{}']])(
    '%j is no answer, at once',
    async bytes => {
      await using server = await saying(bytes);
      await using http = testHttp();
      expect(unanswered(await http.send(registration(server.url), undefined, once))).toMatchObject({ sent: true });
    },
  );
});

describe('a long answer', () => {
  test('of one mebibyte is whole, of a byte more is too large', async () => {
    await using server = await httpServer((request, response) =>
      response.end('x'.repeat(Number(request.url?.slice(1)))),
    );
    await using http = testHttp();
    const whole = answered(await http.send(reading(`${server.url}/${MIB}`), undefined, once));
    expect(whole.incomplete).toBeUndefined();
    expect(whole.body).toHaveLength(MIB);
    const larger = answered(await http.send(reading(`${server.url}/${MIB + 1}`), undefined, once));
    expect(larger.incomplete).toBe('too-large');
    expect(larger.body).toHaveLength(MIB);
  });

  test('is shown only in part', async () => {
    await using server = await httpServer((_, response) => response.end('so much '.repeat(12_500)));
    await using http = testHttp();
    const { exchange } = await http.send(reading(server.url), undefined, once);
    expect(exchange.body).toHaveLength(65_536);
  });
});

describe('an answer that was compressed unasked', () => {
  const compressed = (bytes: Buffer, encoding: string) =>
    httpServer((_, response) => response.writeHead(201, { 'content-encoding': encoding }).end(bytes));

  test('is read', async () => {
    await using server = await compressed(gzipSync('{"client_id":"c1"}'), 'gzip');
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer.text).toBe('{"client_id":"c1"}');
    expect(answer.incomplete).toBeUndefined();
    expect(server.arrived[0]?.headers['accept-encoding']).toBe('identity');
  });

  test('to hide half a gigabyte in half a megabyte stops at one mebibyte', async () => {
    const bomb = Buffer.concat(Array(32).fill(gzipSync(Buffer.alloc(16 * MIB))));
    await using server = await compressed(bomb, 'gzip');
    await using http = testHttp();
    const before = process.memoryUsage.rss();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer.incomplete).toBe('too-large');
    expect(answer.body).toHaveLength(MIB);
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * MIB);
  });

  test('and is not what it says is kept as it came', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'lzma', 'gzip, br']) {
      await using server = await compressed(Buffer.from('{"client_id":"c1"}'), encoding);
      await using http = testHttp();
      const answer = answered(await http.send(registration(server.url), undefined, once));
      expect(answer).toMatchObject({ incomplete: 'undecodable', text: '{"client_id":"c1"}' });
    }
  });

  test('and is cut inside is read as far as it goes', async () => {
    const bytes = gzipSync(`{"client_id":"c1","noise":"${'abcdefgh'.repeat(2000)}"}`);
    await using server = await compressed(bytes.subarray(0, bytes.length - 12), 'gzip');
    await using http = testHttp();
    const answer = answered(await http.send(registration(server.url), undefined, once));
    expect(answer.incomplete).toBe('cut');
    expect(answer.text).toContain('{"client_id":"c1"');
  });
});
