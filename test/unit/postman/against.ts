import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { inspect } from 'node:util';
import { createClient, type ClientOptions, type PostmanClient } from '../../../src/postman/client.ts';
import { parseApiKey, type ApiKey } from '../../../src/postman/credential.ts';
import { PostmanProblem, type ProblemKind } from '../../../src/postman/problem.ts';
import { regionOf, type Region } from '../../../src/postman/region.ts';
import type { Secret } from '../../../src/postman/secret.ts';
import type { Sandbox } from '../../../src/sandbox/server/sandbox.ts';
import { startSandbox } from '../../../src/sandbox/server/start.ts';

/** What a suite asks Postman with. */
export interface Given {
  readonly sandbox: Sandbox;
  readonly region: Region;
  /** Of the sandbox's first person. */
  readonly key: ApiKey;
}

/** Registers the hooks that give a suite a sandbox, and each of its tests a fresh one with a key of its own. */
export function useSandbox(give: (given: Given) => void): void {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox({ seed: 'team' });
  });
  after(async () => sandbox.close());
  beforeEach(() => {
    sandbox.reset();
    give({ sandbox, region: regionOf(sandbox.url)!, key: parseApiKey(sandbox.issueKey().key)! });
  });
}

export const someKey = parseApiKey(`PMAK-644781584627df042afa6655-${'0123456789abcdef'.repeat(2)}ba`)!;

export interface TestClient extends PostmanClient {
  /** Milliseconds the client would have slept. */
  readonly slept: number[];
  readonly lines: string[];
}

/** A client that sleeps for no time, without jitter. */
export function testClient(options: Partial<ClientOptions> = {}): TestClient {
  const slept: number[] = [];
  const lines: string[] = [];
  const client = createClient({
    customAddress: () => undefined,
    log: (line) => lines.push(line),
    sleep: async (ms) => Promise.resolve(void slept.push(ms)),
    random: () => 0,
    ...options,
  });
  return { ...client, slept, lines };
}

export interface LocalServer {
  readonly region: Region;
  readonly requests: http.IncomingMessage[];
  close(): Promise<void>;
}

/** A server that answers as no Postman would; in its requests all headers are kept. */
export async function localServer(answer: http.RequestListener): Promise<LocalServer> {
  const requests: http.IncomingMessage[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  return {
    region: regionOf(`http://127.0.0.1:${address.port}`)!,
    requests,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** The problem that `call` rejects with: of this kind, one sentence, and without the key in any of its corners. */
export async function problemOf(
  call: Promise<unknown>,
  kind: ProblemKind,
  key: { readonly secret: Secret },
): Promise<PostmanProblem> {
  const problem = await call.then(
    (value) => assert.fail(`answered: ${inspect(value)}`),
    (error: unknown) => error,
  );
  assert.ok(problem instanceof PostmanProblem, inspect(problem));
  assert.equal(problem.kind, kind, problem.message);
  assert.match(problem.message, /^[^\r\n]{10,300}\.$/);
  const print = [
    inspect(problem, { depth: Infinity, showHidden: true, getters: true }),
    JSON.stringify(problem, Object.getOwnPropertyNames(problem)),
    String(problem.stack),
  ].join();
  const secret = key.secret.reveal();
  for (const part of [secret, secret.slice(-20), secret.slice(5, 29)])
    assert.ok(!print.includes(part), 'the key shows');
  assert.equal(problem.cause, undefined);
  return problem;
}
