import * as vscode from 'vscode';
import { fingerprintOf } from '../../host/fingerprint.ts';
import type { Disposable } from '../../keyring/emitter.ts';
import { plainText } from '../../postman/plainText.ts';
import type { Inject } from '../parts.ts';
import { valuesIn } from './launch.ts';
import { takeOut, type Launched } from './takeOut.ts';

/** The debug sessions that were given a key, for as long as they run. No key is kept here. */
export interface Sessions extends Disposable {
  /** A session with the key of this fingerprint begins. */
  expect(fingerprint: string): void;
}

interface Given {
  readonly session: vscode.DebugSession;
  readonly fingerprint: string;
  /** Whether the person knows that the key is an old one. */
  isToldOf: boolean;
}

type Watching = Pick<Inject, 'keyring' | 'log' | 'prompts'>;

export function createSessions(parts: Watching): Sessions {
  const expected = new Set<string>();
  const running = new Map<string, Given>();
  const isGiven = (value: string): boolean => expected.has(fingerprintOf(value));

  const begin = (session: vscode.DebugSession): void => {
    const value = valuesIn(session.configuration).find(isGiven);
    // A child session has the key of its parent, and ends with it.
    if (value === undefined || running.has(session.parentSession?.id ?? '')) return;
    running.set(session.id, { session, fingerprint: fingerprintOf(value), isToldOf: false });
    // The key may be gone by now: a debugger takes its time to start, and some restarts begin a session anew.
    compare();
  };
  const compare = (): void => {
    for (const given of running.values()) {
      const isCurrent = parts.keyring.keys.some(({ fingerprint }) => fingerprint === given.fingerprint);
      if (isCurrent || given.isToldOf) continue;
      given.isToldOf = true;
      warnOfOldKey(parts, given.session);
    }
  };
  const subscriptions = vscode.Disposable.from(
    vscode.debug.onDidStartDebugSession(begin),
    vscode.debug.onDidTerminateDebugSession(({ id }) => running.delete(id)),
    parts.keyring.onDidChange(compare),
    vscode.debug.registerDebugAdapterTrackerFactory('*', {
      createDebugAdapterTracker: ({ configuration, name }) =>
        valuesIn(configuration).some(isGiven)
          ? {
              onDidSendMessage: (message: unknown) => {
                const launched = takeOut(message, isGiven);
                if (launched) warnOfTakenOut(parts, name, launched);
              },
            }
          : undefined,
    }),
  );
  return {
    expect: (fingerprint) => expected.add(fingerprint),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

const reasons: Readonly<Record<Launched, string>> = {
  runInTerminal:
    'its debugger would have typed it into a terminal. Set "console" to "internalConsole" in launch.json.',
  launchVSCode:
    'VS Code would have put it into the command line of the window that it opens. Run “pmkey run” in a terminal instead.',
};

function warnOfTakenOut({ log, prompts }: Watching, name: string, launched: Launched): void {
  prompts
    .warn(`“${plainText(name, 60)}” runs without the API key: ${reasons[launched]}`)
    .catch((error: unknown) => {
      log.error('Debugging', error);
    });
}

/** VS Code restarts a session with the configuration that it has, and asks nobody. */
function warnOfOldKey({ log, prompts }: Watching, session: vscode.DebugSession): void {
  prompts
    .warn(
      `“${plainText(session.name, 60)}” was started with an API key that is no longer in the keyring. ` +
        'It has the old one until it ends, also when it is restarted: stop it, then start it anew.',
      'Stop',
    )
    .then(async (choice) => {
      if (choice === 'Stop') await vscode.debug.stopDebugging(session);
    })
    .catch((error: unknown) => {
      log.error('Debugging', error);
    });
}
