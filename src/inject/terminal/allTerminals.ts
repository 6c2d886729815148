import * as vscode from 'vscode';
import { setContext } from '../../host/context.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import type { Inject } from '../parts.ts';
import { variablesOf } from '../variables.ts';
import { isOff } from '../way.ts';
import { createFollowing } from './following.ts';
import { isWantedInAll, slot } from './isWantedInAll.ts';
import { noticeOf } from './notice.ts';
import { wantedOf } from './wanted.ts';

/** The active key in the environment of every new terminal: where the person wanted that for this workspace. */
export interface AllTerminals extends Disposable {
  readonly isOn: boolean;
  /** @returns what came of it, as a sentence: new terminals have the key, or why not */
  turnOn(): Promise<string>;
  /** Takes the key away at once. */
  turnOff(): Promise<void>;
}

interface Context {
  readonly environmentVariableCollection: Pick<
    vscode.EnvironmentVariableCollection,
    'delete' | 'description' | 'persistent' | 'replace'
  >;
  readonly workspaceState: Memento;
}

type Injecting = Pick<Inject, 'activeKey' | 'handOut' | 'log' | 'notices' | 'settings'>;

export function createAllTerminals(
  { activeKey, handOut, log, notices, settings }: Injecting,
  { environmentVariableCollection: collection, workspaceState }: Context,
): AllTerminals {
  // Before anything else: what is in a persistent one is written to the disk with its values.
  collection.persistent = false;
  // pmkey's are in the same collection: it is never cleared as a whole.
  const own: string[] = [];
  const isOn = (): boolean =>
    isWantedInAll(workspaceState) &&
    vscode.workspace.isTrusted &&
    !isOff('allTerminals', settings.disabledWays);
  const notice = (): string => noticeOf(following.state, activeKey.current?.name, settings.variableName);
  const following = createFollowing({
    wanted: () => (isOn() ? wantedOf(activeKey.current, settings.variableName) : undefined),
    take: async (wanted) => {
      const handed = await handOut('allTerminals', {
        id: wanted.id,
        isQuiet: true,
        what: 'all new terminals',
      });
      return {
        name: handed.stored.name,
        // Always with its address: another one, of the workspace's settings, would lead the key elsewhere.
        variables: {
          POSTMAN_API_BASE_URL: handed.region.api,
          ...variablesOf(handed, { variableName: wanted.variableName }),
        },
      };
    },
    put: ({ name, variables }) => {
      own.push(...Object.keys(variables));
      for (const [variable, value] of Object.entries(variables)) collection.replace(variable, value);
      collection.description = describe(name, own);
    },
    clear: () => {
      for (const variable of own.splice(0)) collection.delete(variable);
      collection.description = undefined;
    },
    failed: (error) => {
      log.error('Setting the key in all terminals', error);
    },
    changed: () => {
      notices.set(slot, isOn() ? notice() : undefined);
      void setContext(slot, isOn());
    },
  });
  const follow = (): void => void following.look();
  const subscriptions = vscode.Disposable.from(
    activeKey.onDidChange(follow),
    settings.onDidChange(follow),
    vscode.workspace.onDidGrantWorkspaceTrust(follow),
  );
  follow();
  return {
    get isOn() {
      return isOn();
    },
    turnOn: async () => {
      await workspaceState.update(slot, true);
      await following.look();
      return notice();
    },
    turnOff: async () => {
      // First what matters, and also where the state cannot be written.
      following.drop();
      await workspaceState.update(slot, undefined);
      await following.look();
    },
    dispose: () => {
      subscriptions.dispose();
      following.drop();
      notices.set(slot, undefined);
    },
  };
}

function describe(name: string, variables: readonly string[]): vscode.MarkdownString {
  return new vscode.MarkdownString().appendText(
    `The API key “${name}” of Keyring for Postman and its address: ${variables.toSorted().join(' and ')}`,
  );
}
