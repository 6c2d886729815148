import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as vscode from 'vscode';

import type { App } from './app.ts';
import { certificateFolder } from './certificate.ts';

/** A request as it arrived at a host of Postman's. */
export interface Arrived {
  readonly host: string | undefined;
  /** SHA-256 of the API key in it, in hex; none without one. */
  readonly key: string | undefined;
  readonly path: string;
}

export interface Tunnel {
  /** The proxy's address, which VS Code is set to use. */
  readonly proxy: string;
  /** Hosts and ports that tunnels were opened to. */
  readonly opened: string[];
  readonly requests: Arrived[];
}

/**
 * The way to Postman's own hosts, without a network: a proxy that VS Code is set to use leads every tunnel to the
 * sandbox, behind a certificate that this run trusts.
 */
export function useTunnel(app: () => App): () => Tunnel {
  const opened: string[] = [];
  const requests: Arrived[] = [];
  let postman: https.Server;
  let proxy: http.Server;

  before(async () => {
    const folder = process.env[certificateFolder] ?? '';
    const [cert, key] = await Promise.all(
      ['certificate.pem', 'key.pem'].map(async (name) => readFile(join(folder, name))),
    );
    postman = https.createServer({ cert, key }, (request, response) => {
      requests.push(arrived(request));
      const inner = http.request(app().sandbox.url + (request.url ?? ''), {
        method: request.method,
        headers: { ...request.headers, host: '127.0.0.1' },
      });
      inner.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(inner);
    });
    proxy = http.createServer().on('connect', (request, socket) => {
      opened.push(request.url ?? '');
      const { port } = postman.address() as AddressInfo;
      const tunnel = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        tunnel.pipe(socket).pipe(tunnel);
      });
      for (const end of [tunnel, socket]) end.on('error', () => tunnel.destroy());
    });
    for (const server of [postman, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
    await setProxy(addressOf(proxy));
  });
  beforeEach(() => {
    opened.length = 0;
    requests.length = 0;
  });
  after(async () => {
    await setProxy(undefined);
    for (const server of [postman, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });
  return () => ({ proxy: addressOf(proxy), opened, requests });
}

export async function setProxy(value: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('http').update('proxy', value, vscode.ConfigurationTarget.Global);
}

export function addressOf(server: http.Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function arrived({ headers, url = '' }: http.IncomingMessage): Arrived {
  const key = headers['x-api-key'];
  return {
    host: headers.host,
    path: url.replace(/\?.*$/, ''),
    key: typeof key === 'string' ? createHash('sha256').update(key).digest('hex') : undefined,
  };
}
