import { KnownProblem } from '../../host/knownProblem.ts';
import { pathOnly } from '../../host/shellLine.ts';
import { eu, us } from '../../postman/region.ts';
import type { Handed } from '../handOut.ts';
import type { Definition, Named } from './definition.ts';
import { find, type Search } from './find.ts';

/** A program as it is started: the key, if it has one, is in its environment alone. */
export interface Program {
  /** An absolute path; none where there is no such program. */
  readonly command: string | undefined;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** What to say where there is no such program. */
  readonly missing: string;
}

/**
 * newman by `media/run-newman.mjs`.
 * @param variables by which it has the collection
 * @param script path of `run-newman.mjs`
 */
export function newman(
  { args, environment }: Pick<Definition, 'args' | 'environment'>,
  variables: Readonly<Record<string, string>>,
  script: string,
): Program {
  return {
    command: process.execPath,
    args: [script, ...(environment ? ['--environment', wordOf(environment)] : []), ...args],
    environment: {
      // The editor itself is the only Node that is there for certain.
      ELECTRON_RUN_AS_NODE: '1',
      // Its output goes through a pipe, and is shown in a terminal.
      FORCE_COLOR: '1',
      ...variables,
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
  search: Search,
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
    command: find('postman', search),
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

/** The editor's environment without what is its own, and without what would lead a key or the search for a program elsewhere. */
export function inherited({ env, platform }: Search): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|POSTMAN_(API|COLLECTION)_)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ...pathOnly(platform) };
}
