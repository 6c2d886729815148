import { KeyringProblem } from '../keyring/problem.ts';
import { PostmanProblem } from '../postman/problem.ts';
import { KnownProblem, type WayOut } from './knownProblem.ts';
import type { Log } from './log.ts';
import { runs } from './runs.ts';

/** The sentence for a failure of whatever kind, and the ways out of it. */
export function explained(error: unknown, again: () => Promise<void>, log: Log): [string, readonly WayOut[]] {
  const retry: WayOut = { title: 'Retry', run: again };
  const showLog: WayOut = {
    title: 'Show Log',
    run: () => {
      log.show();
    },
  };
  if (error instanceof KnownProblem)
    return [error.message, error.waysOut.length > 0 ? error.waysOut : [showLog]];
  if (error instanceof PostmanProblem) {
    const openPage = runs('Open API Keys Page', 'postmanKeyring.apiKeys.openPage');
    return [error.message, error.kind === 'refused' ? [openPage, retry] : [retry, showLog]];
  }
  if (error instanceof KeyringProblem) return [error.message, waysOutOf(error, retry, showLog)];
  return ['Something went wrong in Keyring for Postman. The log says more.', [showLog]];
}

function waysOutOf({ kind, of }: KeyringProblem, retry: WayOut, showLog: WayOut): readonly WayOut[] {
  const isApiKey = of === 'apiKey';
  switch (kind) {
    case 'missing':
    case 'unreadable':
      if (!isApiKey) return [reload];
      return [runs('Paste Key Again', 'postmanKeyring.apiKeys.pasteAgain'), reload];
    case 'stale':
      return [reload, retry];
    case 'duplicate':
    case 'gone':
      if (!isApiKey) return [runs('Refresh', 'postmanKeyring.accessKeys.refresh')];
      return [runs('Show Keys', 'postmanKeyring.apiKeys.showKeys')];
    case 'silent':
    case 'failing':
    case 'forgetful':
    case 'busy':
    case 'disk':
      return [retry, showLog];
    case 'unfinished':
      return [showLog];
  }
}

const reload = runs('Reload Window', 'workbench.action.reloadWindow');
