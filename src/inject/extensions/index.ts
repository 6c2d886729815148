import type { Api } from '../../api.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { lazily } from '../../postman/lazily.ts';
import type { Inject } from '../parts.ts';
import type { ExtensionsContext, Opened } from './open.ts';
import type { Sessions } from './sessions.ts';

/** The editor waits for five seconds when it asks for sessions. */
const soon = 300;

/** Keys for other extensions: as accounts of the editor's, and by the API. */
export interface Extensions extends Disposable, Pick<Api, 'getApi'> {
  readonly sessions: () => Promise<Sessions>;
}

export function registerExtensions(inject: Inject, context: ExtensionsContext): Extensions {
  let all: Opened | undefined;
  let isOver = false;
  const opened = lazily(async () => {
    const { openExtensions } = await import('./open.ts');
    all = openExtensions(inject, context);
    if (isOver) all.dispose();
    return all;
  });
  const timer = setTimeout(() => {
    opened().catch((error: unknown) => {
      inject.log.error('Offering keys to other extensions', error);
    });
  }, soon);
  return {
    getApi: async (version) => (await opened()).getApi(version),
    sessions: async () => (await opened()).sessions,
    dispose: () => {
      clearTimeout(timer);
      isOver = true;
      all?.dispose();
    },
  };
}
