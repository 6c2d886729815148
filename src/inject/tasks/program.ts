import { KnownProblem } from '../../host/knownProblem.ts';
import { eu, us } from '../../postman/region.ts';
import type { Handed } from '../handOut.ts';
import type { Definition, Named } from './definition.ts';

/** A program as it is started: the key is in its environment alone. */
export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What to say where there is no such program. */
  readonly missing: string;
}

/** Whether a key is needed at all: newman itself has no use for one, only fetching a collection has. */
export function needsKey({ collection, tool }: Definition): boolean {
  return tool === 'postman' || 'uid' in collection;
}

/**
 * newman by `media/run-newman.mjs`, which fetches the collection and takes the key out of the environment first.
 * @param handed of a task that needs it
 * @param script path of `run-newman.mjs`
 * @throws KnownProblem
 */
export function newman(definition: Definition, handed: Handed | undefined, script: string): Program {
  const { args, collection, environment } = definition;
  if (environment && 'uid' in environment)
    throw new KnownProblem(
      'newman takes an environment from a file. Export it from Postman, or use the tool "postman".',
    );
  return {
    command: process.execPath,
    args: [script, ...(environment ? ['--environment', environment.file] : []), ...args],
    environment: {
      // The editor itself is the only Node that is there for certain.
      ELECTRON_RUN_AS_NODE: '1',
      // Its output goes through a pipe, and is shown in a terminal.
      FORCE_COLOR: '1',
      ...('uid' in collection
        ? { POSTMAN_COLLECTION_UID: collection.uid }
        : { POSTMAN_COLLECTION_FILE: collection.file }),
      ...(handed && {
        POSTMAN_API_KEY: handed.key.secret.reveal(),
        // Also where it is the usual one: the environment of the editor may name another.
        POSTMAN_API_BASE_URL: handed.region.api,
      }),
    },
    missing: 'The editor’s own Node could not be started.',
  };
}

/**
 * The Postman CLI, which reads POSTMAN_API_KEY by itself, and takes such a key to the US.
 * @throws KnownProblem for a key of another region
 */
export function postmanCli(
  { args, collection, environment }: Definition,
  { key, region, stored }: Handed,
): Program {
  if (region === eu)
    throw new KnownProblem(
      'The Postman CLI takes a key to the EU after a sign-in only, and not from a task. Use the tool "newman".',
    );
  if (region !== us)
    throw new KnownProblem(
      `The Postman CLI knows Postman alone, and “${stored.name}” belongs to ${region.api}.`,
    );
  return {
    command: 'postman',
    args: [
      'collection',
      'run',
      wordOf(collection),
      ...(environment ? ['--environment', wordOf(environment)] : []),
      ...args,
    ],
    environment: { POSTMAN_API_KEY: key.secret.reveal(), FORCE_COLOR: '1' },
    missing: 'There is no Postman CLI on this computer. Install it with: npm install --global postman-cli',
  };
}

function wordOf(named: Named): string {
  return 'uid' in named ? named.uid : named.file;
}

/** The editor's environment without what is its own, and without what would lead a key elsewhere. */
export function inherited(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^(VSCODE_|ELECTRON_|POSTMAN_(API|COLLECTION)_)/i.test(name),
    ),
  );
}
