import { KnownProblem } from '../host/knownProblem.ts';
import { runs } from '../host/runs.ts';
import type { StoredKey } from '../keyring/apiKey.ts';
import { ways, type Way } from './way.ts';

// Why no key is handed out, each in a sentence with a way out.

export const noneActive = 'No API key is active in this window.';

export const showKeys = runs('Show Keys', 'postmanKeyring.apiKeys.showKeys');
export const setActive = runs('Set Active Key', 'postmanKeyring.apiKeys.setActive');

export function noKeys(): KnownProblem {
  return new KnownProblem(
    'There is no API key in the keyring yet.',
    runs('Generate API Key', 'postmanKeyring.apiKeys.generate'),
    runs('Add Existing Key', 'postmanKeyring.apiKeys.add'),
  );
}

export function switchedOff(way: Way): KnownProblem {
  return new KnownProblem(
    `“${ways[way]}” is switched off in your settings, so no key is handed out for it.`,
    runs('Open Settings', 'workbench.action.openSettings', 'postmanKeyring.disabledWays'),
  );
}

export function untrusted(): KnownProblem {
  return new KnownProblem(
    'API keys are handed out in a trusted workspace only.',
    runs('Manage Workspace Trust', 'workbench.trust.manage'),
  );
}

export function changed({ name }: StoredKey): KnownProblem {
  return new KnownProblem(
    `“${name}” was changed at the same moment, and was not handed out. Try again.`,
    showKeys,
  );
}

export function notPinned({ id, name }: StoredKey): KnownProblem {
  return new KnownProblem(
    `“${name}” was not handed out: its region is neither Postman, nor this computer, nor the address in your settings.`,
    runs('Set Region', 'postmanKeyring.apiKeys.setRegion', { id }),
  );
}
