import type { CommandTable } from '../host/commands.ts';
import type { Parts } from '../host/parts.ts';
import { add } from './add.ts';
import { createCapture } from './capture.ts';
import { copyKey, copyMasked, copyOwner } from './copy.ts';
import { deleteKey } from './delete.ts';
import { generate } from './generate.ts';
import { openPageOf } from './openPages.ts';
import { pasteAgain } from './pasteAgain.ts';
import { regenerate } from './regenerate.ts';
import { rename } from './rename.ts';
import { reveal } from './reveal.ts';
import { sendRequest } from './sendRequest.ts';
import { setAccountExpiry } from './setAccountExpiry.ts';
import { setActive } from './setActive.ts';
import { setExpiry } from './setExpiry.ts';
import { setRegion } from './setRegion.ts';
import { showKeys } from './showKeys.ts';
import { showLog } from './showLog.ts';
import { verify, verifyAll } from './verify.ts';
import type { KeysView } from './view.ts';

/** Every command of this capability by its id in the manifest. Loaded when the first of them is run. */
export function commands(parts: Parts, view: Pick<KeysView, 'reveal'>): CommandTable {
  const capture = createCapture(parts);
  return {
    'postmanKeyring.apiKeys.add': add(parts),
    'postmanKeyring.apiKeys.copyKey': copyKey(parts),
    'postmanKeyring.apiKeys.copyMasked': copyMasked(parts),
    'postmanKeyring.apiKeys.copyOwner': copyOwner(parts),
    'postmanKeyring.apiKeys.delete': deleteKey(parts),
    'postmanKeyring.apiKeys.generate': generate(parts, capture),
    'postmanKeyring.apiKeys.openDashboard': openPageOf('keyDashboard', parts),
    'postmanKeyring.apiKeys.openPage': openPageOf('apiKeys', parts),
    'postmanKeyring.apiKeys.openSettings': openPageOf('apiKeySettings', parts),
    'postmanKeyring.apiKeys.pasteAgain': pasteAgain(parts),
    'postmanKeyring.apiKeys.pasteInstead': async () => capture.pasteInstead(),
    'postmanKeyring.apiKeys.regenerate': regenerate(parts, capture),
    'postmanKeyring.apiKeys.rename': rename(parts),
    'postmanKeyring.apiKeys.reveal': reveal(view),
    'postmanKeyring.apiKeys.sendRequest': sendRequest,
    'postmanKeyring.apiKeys.setAccountExpiry': setAccountExpiry(parts),
    'postmanKeyring.apiKeys.setActive': setActive(parts),
    'postmanKeyring.apiKeys.setExpiry': setExpiry(parts),
    'postmanKeyring.apiKeys.setRegion': setRegion(parts),
    'postmanKeyring.apiKeys.showKeys': showKeys(parts),
    'postmanKeyring.apiKeys.showLog': showLog(parts),
    'postmanKeyring.apiKeys.verify': verify(parts),
    'postmanKeyring.apiKeys.verifyAll': verifyAll(parts),
  };
}
