import * as vscode from 'vscode';
import { systemOf } from './system.ts';

/** What says which files Node loads, and what it prints of what it starts, the environment included. */
const names = ['NODE_OPTIONS', 'NODE_DEBUG'];

type Process = Pick<NodeJS.Process, 'platform' | 'env'>;

/**
 * The part of a terminal's environment that keeps these from the Node that is started in it, and under other names tells
 * what the person's shell would have had of them.
 */
export function keptFromNode(process: Process): Record<string, string | null> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [name, null],
      [`POSTMAN_TERMINAL_${name}`, ownValue(name, process)],
    ]),
  );
}

/** In settings it may have variables of VS Code's in it; on macOS the command `code` puts it under another name. */
function ownValue(name: string, { platform, env }: Process): string | null {
  const settings = vscode.workspace
    .getConfiguration('terminal.integrated.env')
    .get<Readonly<Record<string, string | null>>>(systemOf(platform));
  const set = settings?.[name];
  return set === undefined ? (env[name] ?? env[`VSCODE_${name}`] ?? null) : set;
}
