import * as vscode from 'vscode';
import type { CommandTable, Own } from '../../host/commands.ts';
import type { AccessKeyParts } from '../parts.ts';
import { closeShared } from './closeShared.ts';
import { createSharedDocuments } from './documents.ts';
import { keepShared } from './keepShared.ts';
import { createOpenedCollections } from './opened.ts';
import { openShared } from './openShared.ts';
import { refreshShared } from './refreshShared.ts';
import { runNewman } from './runNewman.ts';
import { saveShared } from './saveShared.ts';
import type { Shared } from './shared.ts';
import { registerSharedView } from './sharedView.ts';
import { showJson } from './showJson.ts';
import { showRequest } from './showRequest.ts';

/** The commands on shared collections, by their ids in the manifest. Their view is there from the first of them on. */
export function sharedCommands(
  parts: AccessKeyParts,
  own: Own,
  extension: vscode.Extension<unknown>,
): CommandTable {
  const opened = own(createOpenedCollections());
  const shared: Shared = {
    opened,
    view: own(registerSharedView(parts, opened)),
    documents: own(createSharedDocuments(opened)),
    openAnother: {
      title: 'Open Shared Collection',
      run: async () => vscode.commands.executeCommand('postmanKeyring.accessKeys.openShared'),
    },
  };
  return {
    'postmanKeyring.accessKeys.closeShared': closeShared(parts, shared),
    'postmanKeyring.accessKeys.keepShared': keepShared(parts, shared),
    'postmanKeyring.accessKeys.openShared': openShared(parts, shared),
    'postmanKeyring.accessKeys.refreshShared': refreshShared(parts, shared),
    'postmanKeyring.accessKeys.runNewman': runNewman(parts, shared, extension),
    'postmanKeyring.accessKeys.saveShared': saveShared(parts, shared),
    'postmanKeyring.accessKeys.showJson': showJson(parts, shared),
    'postmanKeyring.accessKeys.showRequest': showRequest(shared),
  };
}
