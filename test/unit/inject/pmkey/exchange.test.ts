import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { listen, type Listening } from '../../../../src/inject/pmkey/listen.ts';
import type { Request } from '../../../../src/inject/pmkey/request.ts';

describe("pmkey's exchange", () => {
  let listening: Listening;
  let asked: Request[];
  let logged: string[];
  /** What the answers wait for. */
  let held: Promise<undefined> | undefined;
  const open: Socket[] = [];

  beforeEach(async () => {
    asked = [];
    logged = [];
    held = undefined;
    const answer = async (request: Request): Promise<{ ok: true; lines: string[] }> => {
      asked.push(request);
      await held;
      return { ok: true, lines: ['yes'] };
    };
    const log = { info: (line: string) => void logged.push(line), error: () => undefined };
    listening = await listen(answer, log, 200);
  });
  afterEach(() => {
    for (const socket of open.splice(0)) socket.destroy();
    listening.dispose();
  });

  /** A connection, and the editor's nonce on it. */
  const begin = async (): Promise<{ socket: Socket; nonce: string }> => {
    const socket = connect(listening.address);
    open.push(socket);
    socket.on('error', () => undefined);
    const [hello] = (await once(socket, 'data')) as [Buffer];
    return { socket, ...(JSON.parse(hello.toString()) as { nonce: string }) };
  };
  const lineOf = (nonce: string, body: unknown, token = listening.token): string => {
    const own = randomBytes(32).toString('hex');
    const text = JSON.stringify(body);
    const proof = createHmac('sha256', Buffer.from(token, 'hex'))
      .update(`request\n${nonce}\n${own}\n${text}`)
      .digest('hex');
    return `${JSON.stringify({ nonce: own, body: text, proof })}\n`;
  };
  /** What comes back before the editor closes. */
  const answered = async (socket: Socket): Promise<string> => {
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    // Not `once` of node:events: an editor that hangs up on what is still being sent is an error to that.
    await new Promise((done) => socket.once('close', done));
    return text;
  };
  const refused = async (line: string | ((nonce: string) => string)): Promise<void> => {
    const { nonce, socket } = await begin();
    socket.write(typeof line === 'string' ? line : line(nonce));
    assert.equal(await answered(socket), '');
    assert.deepEqual(asked, []);
    assert.match(logged.at(-1) ?? '', /^pmkey: a connection was closed: [a-z ]+\.$/);
  };
  const status = { ask: 'status' };

  it('answers who proves the token, with a proof of its own', async () => {
    const { nonce, socket } = await begin();
    socket.write(lineOf(nonce, status));
    const reply = JSON.parse(await answered(socket)) as { body: string; proof: string };
    assert.deepEqual(JSON.parse(reply.body), { ok: true, lines: ['yes'] });
    assert.match(reply.proof, /^[0-9a-f]{64}$/);
    assert.deepEqual(asked, [status]);
  });

  it('never says the token, and takes no line a second time', async () => {
    const first = await begin();
    const line = lineOf(first.nonce, status);
    first.socket.write(line);
    assert.ok(!(line + (await answered(first.socket))).includes(listening.token));
    asked.length = 0;
    await refused(line);
  });

  it('closes on another token', async () => refused((nonce) => lineOf(nonce, status, '0'.repeat(64))));
  it('closes on words that the proof is not of', async () =>
    refused((nonce) => lineOf(nonce, status).replace('status', 'print ')));
  it('closes on garbage', async () => refused('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  it('closes on JSON of another form', async () => refused('{"nonce":1,"body":{},"proof":null}\n'));
  it('closes on a huge line', async () => refused('x'.repeat(100_000)));
  it('closes on a second line', async () =>
    refused((nonce) => lineOf(nonce, status) + lineOf(nonce, status)));
  it('closes on who says nothing', async () => refused(''));
  for (const body of [
    { ask: 'all' },
    { ask: 'run' },
    { ask: 'run', program: 'x'.repeat(300) },
    [],
    'status',
    null,
  ])
    it(`closes on ${JSON.stringify(body).slice(0, 40)}`, async () => refused((nonce) => lineOf(nonce, body)));

  it('ends the oldest of those that say nothing, and keeps nobody out for them', async () => {
    const first = await begin();
    const closed = answered(first.socket);
    for (let count = 0; count < 100; count += 1) await begin();
    assert.equal(await closed, '');
    assert.match(logged[0] ?? '', /gone before it asked/, 'it was ended before its time was over');
    const { nonce, socket } = await begin();
    socket.write(lineOf(nonce, status));
    assert.match(await answered(socket), /yes/);
  });

  it('lets many wait for an answer, and tells one too many the truth', async () => {
    const go = Promise.withResolvers<undefined>();
    held = go.promise;
    const ask = async (): Promise<string> => {
      const { nonce, socket } = await begin();
      socket.write(lineOf(nonce, status));
      return answered(socket);
    };
    const waiting = Array.from({ length: 100 }, ask);
    while (asked.length < 100) await new Promise(setImmediate);
    assert.match(await ask(), /100 programs wait for an answer in the editor already/);
    go.resolve(undefined);
    for (const reply of await Promise.all(waiting)) assert.match(reply, /yes/);
    assert.match(await ask(), /yes/);
  });
});
