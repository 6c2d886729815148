import type * as vscode from 'vscode';
import type { CommandTable, Own } from '../host/commands.ts';
import type { Memento } from '../keyring/activeKey.ts';
import { createAccessKeyCapture } from './capture.ts';
import { cancelLoading } from './cancelLoading.ts';
import { checkExposed } from './checkExposed.ts';
import { copyId, copyMasked } from './copy.ts';
import { copyLink } from './copyLink.ts';
import { clearFilter, filter } from './filter.ts';
import { forget } from './forget.ts';
import { groupBy } from './groupBy.ts';
import { openCollection, openManagePublic } from './openPages.ts';
import type { AccessKeyParts } from './parts.ts';
import { createRecentCollections } from './recentCollections.ts';
import { refresh } from './refresh.ts';
import { renew, renewAll } from './renew.ts';
import { createReports } from './reports.ts';
import { reveal, type Reveal } from './reveal.ts';
import { revoke } from './revoke.ts';
import { revokeNeverUsed, revokeOfCollection, revokeOfPerson } from './revokeMany.ts';
import { share } from './share.ts';
import { sharedCommands } from './shared/commands.ts';
import { shareSheet } from './shareSheet.ts';
import { showActivity } from './showActivity.ts';
import { showMore } from './showMore.ts';
import { sortBy } from './sortBy.ts';

/** Every command of this capability by its id in the manifest. Loaded when the first of them is run. */
export function commands(
  parts: AccessKeyParts,
  own: Own,
  show: Reveal,
  extension: vscode.Extension<unknown>,
  workspaceState: Memento,
): CommandTable {
  const capture = createAccessKeyCapture(parts);
  const reports = own(createReports());
  return {
    ...sharedCommands(parts, own, extension),
    'postmanKeyring.accessKeys.cancelLoading': cancelLoading(parts),
    'postmanKeyring.accessKeys.checkExposed': checkExposed(parts, reports.show),
    'postmanKeyring.accessKeys.clearFilter': clearFilter(parts),
    'postmanKeyring.accessKeys.copyId': copyId(parts),
    'postmanKeyring.accessKeys.copyLink': copyLink(parts),
    'postmanKeyring.accessKeys.copyMasked': copyMasked(parts),
    'postmanKeyring.accessKeys.filter': filter(parts),
    'postmanKeyring.accessKeys.forget': forget(parts),
    'postmanKeyring.accessKeys.groupBy': groupBy(parts),
    'postmanKeyring.accessKeys.openCollection': openCollection(parts),
    'postmanKeyring.accessKeys.openManagePublic': openManagePublic(parts),
    'postmanKeyring.accessKeys.pasteInstead': async () => capture.pasteInstead(),
    'postmanKeyring.accessKeys.refresh': refresh(parts),
    'postmanKeyring.accessKeys.renew': renew(parts),
    'postmanKeyring.accessKeys.renewAll': renewAll(parts),
    'postmanKeyring.accessKeys.reveal': reveal(show),
    'postmanKeyring.accessKeys.revoke': revoke(parts),
    'postmanKeyring.accessKeys.revokeNeverUsed': revokeNeverUsed(parts),
    'postmanKeyring.accessKeys.revokeOfCollection': revokeOfCollection(parts),
    'postmanKeyring.accessKeys.revokeOfPerson': revokeOfPerson(parts),
    'postmanKeyring.accessKeys.share': share(parts, capture, createRecentCollections(workspaceState)),
    'postmanKeyring.accessKeys.shareSheet': shareSheet(parts),
    'postmanKeyring.accessKeys.showActivity': showActivity(parts, reports.show),
    'postmanKeyring.accessKeys.showMore': showMore(parts),
    'postmanKeyring.accessKeys.sortBy': sortBy(parts),
  };
}
