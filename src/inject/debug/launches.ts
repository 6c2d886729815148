import * as vscode from 'vscode';
import { KnownProblem } from '../../host/knownProblem.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { plainText } from '../../postman/plainText.ts';
import { orTold } from '../orTold.ts';
import type { Inject } from '../parts.ts';
import { variablesWithAddressOf } from '../variables.ts';
import { createWorkspaceLeave, type WorkspaceLeave } from '../workspaceLeave.ts';
import { asksForKey, obstacleTo, property, withVariables } from './launch.ts';
import { openLaunchJson } from './openLaunchJson.ts';
import { createSessions, type Sessions } from './sessions.ts';

/** A configuration as it is launched; nothing where the launch ends here, once the person knows why. */
export type Launching = (
  folder: vscode.WorkspaceFolder | undefined,
  launch: vscode.DebugConfiguration,
) => Promise<vscode.DebugConfiguration | undefined>;

export function createLaunches(
  inject: Inject,
  {
    subscriptions,
    workspaceState,
  }: { readonly subscriptions: Disposable[]; readonly workspaceState: Memento },
): Launching {
  const sessions = createSessions(inject);
  const leave = createWorkspaceLeave(inject.prompts, workspaceState, 'debug');
  subscriptions.push(sessions);
  return async (folder, launch) =>
    orTold(
      inject,
      {
        what: 'Debugging',
        again: async () => {
          await vscode.debug.startDebugging(folder, launch);
        },
      },
      async () => withKey(inject, { leave, sessions }, launch),
    );
}

async function withKey(
  { handOut, settings }: Pick<Inject, 'handOut' | 'settings'>,
  { leave, sessions }: { readonly leave: WorkspaceLeave; readonly sessions: Sessions },
  launch: vscode.DebugConfiguration,
): Promise<vscode.DebugConfiguration> {
  const { name, request, type } = launch;
  const { [property]: wish, ...rest } = launch;
  if (!asksForKey(launch)) return { ...rest, name, request, type };
  const obstacle = obstacleTo(launch);
  if (obstacle !== undefined) throw new KnownProblem(obstacle, openLaunchJson);
  const handed = await handOut('debug', {
    named: typeof wish === 'string' ? wish : undefined,
    what: `debugging “${plainText(name, 60)}”`,
    agree: async ({ stored }) => leave.ask(stored, name),
  });
  sessions.expect(handed.key.fingerprint);
  return { ...withVariables(launch, variablesWithAddressOf(handed, settings)), name, request, type };
}
