import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import * as vscode from 'vscode';

import manifest from '../../package.json' with { type: 'json' };

/** What newman was given, and what it can see. */
export interface Seen {
  readonly options: { readonly collection: { readonly info: { readonly name: string } } };
  /** Its environment, also that which it was started with, and its command line. */
  readonly process: string;
}

export interface WorkspaceNewman {
  readonly seen: () => Promise<Seen>;
  /** Who has asked the sandbox for whole collections: addresses without their queries, and user agents. */
  readonly askers: () => readonly (readonly [string, string | undefined])[];
}

/** The workspace has a newman of its own, which writes down what it sees and hands on to the real one. */
export function useWorkspaceNewman(): WorkspaceNewman {
  let folder: string;
  let file: string;
  let askers: [string, string | undefined][] = [];
  const look = (message: unknown): void => {
    const { headers, url = '' } = (message as { request: IncomingMessage }).request;
    // Views that are open ask for names of their own accord.
    if (url.startsWith('/collections/') && !url.includes('model=minimal'))
      askers.push([url.replace(/\?.*/, ''), headers['user-agent']]);
  };
  before(async () => {
    const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);
    const real = join(extension?.extensionPath ?? '', 'node_modules', 'newman');
    folder = join(vscode.workspace.workspaceFolders![0]!.uri.fsPath, 'node_modules', 'newman');
    file = join(await mkdtemp(join(tmpdir(), 'keyring-newman-')), 'seen');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'package.json'), '{ "name": "newman", "main": "index.js" }');
    const code = `
      const { existsSync, readFileSync, writeFileSync } = require('node:fs');
      exports.run = (options, done) => {
        const born = existsSync('/proc/self/environ') ? readFileSync('/proc/self/environ', 'utf8') : '';
        const seen = { options, process: JSON.stringify([process.env, process.argv, process.execArgv]) + born };
        writeFileSync(${JSON.stringify(file)}, JSON.stringify(seen));
        require(${JSON.stringify(real)}).run(options, done);
      };`;
    await writeFile(join(folder, 'index.js'), code);
    subscribe('http.server.request.start', look);
  });
  beforeEach(() => {
    askers = [];
  });
  after(async () => {
    unsubscribe('http.server.request.start', look);
    await rm(join(folder, '..'), { recursive: true });
    await rm(join(file, '..'), { recursive: true });
  });
  return {
    askers: () => askers,
    seen: async () => {
      const seen = JSON.parse(await readFile(file, 'utf8')) as Seen;
      assert.match(seen.process, /run-newman\.mjs/);
      return seen;
    },
  };
}
