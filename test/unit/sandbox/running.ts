import { request } from 'node:http';
import { startSandbox } from '../../../src/sandbox/server/start.ts';
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/server/start.ts';

/** A sandbox that is started for every test of a suite and closed after it. */
export function runningSandbox(options: SandboxOptions = {}): () => Sandbox {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox(options);
  });
  afterEach(async () => {
    await sandbox.close();
  });
  return () => sandbox;
}

interface Page {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
}

export interface Reply {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly body: unknown;
}

export async function get(sandbox: Sandbox, path: string, key?: string): Promise<Reply> {
  const response = await fetch(sandbox.url + path, {
    headers: key === undefined ? {} : { 'X-Api-Key': key },
  });
  const type = response.headers.get('Content-Type') ?? '';
  return { status: response.status, type, headers: response.headers, body: await response.json() };
}

export async function control(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'X-Sandbox-Control': '1' },
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') === true;
  return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
}

/** Headers that fetch sets by itself, such as Host, can be had here. */
export async function raw(
  sandbox: Sandbox,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: sandbox.port, path, method, headers, setHost: false },
      (incoming) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, text }));
      },
    );
    outgoing.on('error', reject).end();
  });
}

/** A person at the web pages: keeps the cookie, posts forms. */
export class Visitor {
  #cookie = '';
  readonly sandbox: Sandbox;

  constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  async open(path: string): Promise<Page> {
    return this.#send(path, { headers: { Cookie: this.#cookie } });
  }

  async post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    return this.#send(path, {
      method: 'POST',
      headers: { Cookie: this.#cookie, ...headers },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  }

  async #send(path: string, init: RequestInit): Promise<Page> {
    const response = await fetch(this.sandbox.url + path, init);
    this.#cookie = response.headers.get('Set-Cookie')?.split(';')[0] ?? this.#cookie;
    return { status: response.status, html: await response.text(), headers: response.headers };
  }
}

export const keyShape = /PMAK-[0-9a-f]{24}-[0-9a-f]{34}/;
