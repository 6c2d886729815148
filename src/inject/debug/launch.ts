import { isRecord } from '../../host/isRecord.ts';

/** A configuration of launch.json after VS Code has put in its variables: words of a workspace. */
export type Launch = Readonly<Record<string, unknown>>;

/** The property of a configuration that asks for a key: its name or account, or `true` for the active one. */
export const property = 'postmanApiKey';

/** Whether a key is asked for. */
export function asksForKey(launch: Launch): boolean {
  const wish = launch[property];
  return wish !== undefined && wish !== null && wish !== false;
}

/** Why a configuration that asks for a key gets none, in a sentence. */
export function obstacleTo(launch: Launch): string | undefined {
  const wish = launch[property];
  if (wish !== true && (typeof wish !== 'string' || wish.trim() === ''))
    return `“${property}” in launch.json is the name of a key in the keyring, or true.`;
  if (launch['request'] !== 'launch')
    return `“${property}” is for programs that are launched: one that runs already keeps the environment it has.`;
  if (launch['type'] === 'node-terminal')
    return 'A debug terminal would keep the key for all that runs in it. Use the type "node", or run “pmkey run” in the terminal.';
  if (/extensionHost$/i.test(String(launch['type'])))
    return 'VS Code would put the key into the command line of the window that it opens. Run “pmkey run” in a terminal instead.';
  if (wouldType(launch))
    return 'The debugger would type the key into a terminal, where it stays. Set "console" to "internalConsole" in launch.json.';
  if (writesLog(launch))
    return 'The debugger would write the key into its log. Take "trace" and what else logs out of launch.json.';
  if (leadsElsewhere(launch))
    return 'The debugger is reached over the network, and the key with it. Launch the program on this computer.';
  return undefined;
}

/**
 * Debuggers that start a helper in the terminal and give the program its environment by other means: debugpy's
 * launcher, gdb and lldb. All others ask VS Code to run a command line there, with the variables in it.
 */
const withHelper = new Set<unknown>(['python', 'debugpy', 'cppdbg', 'lldb']);

function wouldType({ type, console: place, externalConsole, runInTerminal, useTerminal }: Launch): boolean {
  if (withHelper.has(type)) return false;
  if (typeof place === 'string' && /terminal/i.test(place)) return true;
  return [externalConsole, runInTerminal, useTerminal].includes(true);
}

/** `trace` is a level, a yes, or for JavaScript what is traced and into which file: by itself nothing is. */
function writesLog(launch: Launch): boolean {
  const { trace, dlvFlags, env } = launch;
  const flags: unknown[] = Array.isArray(dlvFlags) ? dlvFlags : [];
  if (logSwitches.some((one) => launch[one] === true)) return true;
  if (logPlaces.some((one) => launch[one] !== undefined)) return true;
  if (flags.some((flag) => String(flag).startsWith('--log'))) return true;
  if (isRecord(env) && Object.keys(env).some((name) => debugpyLogs.test(name))) return true;
  const traces = isRecord(trace) ? Object.values(trace) : [trace];
  const isOff = (one: unknown): boolean =>
    ['off', 'error', false, null, undefined].some((off) => off === one);
  return !traces.every(isOff);
}

const logSwitches = ['log', 'logToFile', 'showLog', 'showProtocolLog'];
const logPlaces = ['dapLogFile', 'logDest', 'logging', 'logOutput'];

/** Variables that make debugpy write down all that the program is launched with. */
const debugpyLogs = /^(DEBUGPY_LOG_DIR|PYDEVD_DEBUG)/i;

/** The configuration, and so the key, would go to an adapter, or for gdb to a server, that the workspace names. */
function leadsElsewhere(launch: Launch): boolean {
  const places = launch['type'] === 'go' ? [...elsewhere, 'host', 'port'] : elsewhere;
  return places.some((place) => launch[place] !== undefined);
}

const elsewhere = [
  'debugServer',
  'pipeTransport',
  'miDebuggerServerAddress',
  'debugAdapterHostname',
  'debugAdapterPort',
];

interface Entry {
  readonly name: string;
  readonly value: string;
}

/**
 * The configuration with the variables and without the property that asks for them, as a fresh object. They go where
 * its debugger reads them: `env` as an object or as a list of `NAME=value`, or `environment` as C++ debuggers have it.
 */
export function withVariables(launch: Launch, variables: Readonly<Record<string, string>>): Launch {
  const { [property]: _, ...rest } = launch;
  const names = Object.keys(variables).map((name) => name.toUpperCase());
  const isOther = (name: string): boolean => !names.includes(name.toUpperCase());
  const entries = Object.entries(variables).map(([name, value]): Entry => ({ name, value }));
  const { env, environment, type } = launch;
  if (Array.isArray(environment) || type === 'cppdbg' || type === 'cppvsdbg')
    return { ...rest, environment: [...listed(environment).filter(({ name }) => isOther(name)), ...entries] };
  if (Array.isArray(env)) {
    const lines: unknown[] = env;
    const others = lines.filter((line) => typeof line !== 'string' || isOther(line.split('=')[0] ?? ''));
    return { ...rest, env: [...others, ...entries.map(({ name, value }) => `${name}=${value}`)] };
  }
  const others = Object.entries(isRecord(env) ? env : {}).filter(([name]) => isOther(name));
  return { ...rest, env: { ...Object.fromEntries(others), ...variables } };
}

/** The values of the variables that a program is launched with, wherever they stand in its configuration. */
export function valuesIn({ env, environment }: Launch): string[] {
  const lines = Array.isArray(env) ? env.map((line) => String(line).replace(/^[^=]*=/, '')) : [];
  const values = isRecord(env) ? Object.values(env) : [];
  return [...lines, ...values, ...listed(environment).map(({ value }) => value)].filter(
    (value) => typeof value === 'string',
  );
}

function listed(environment: unknown): Entry[] {
  const list: unknown[] = Array.isArray(environment) ? environment : [];
  return list.filter((one): one is Entry => isRecord(one) && typeof one['name'] === 'string');
}
