import * as vscode from 'vscode';
import type { Disposable } from '../keyring/emitter.ts';
import type { Rules } from '../keyring/state.ts';
import { eu, regionOf, us, type Region } from '../postman/region.ts';

export type StatusBarMode = 'trouble' | 'always' | 'never';

export type HealthCheckMode = 'periodic' | 'onStart' | 'off';

/**
 * The user's settings. Only the user's own values are read, never a workspace's: what is here decides where keys
 * go, and setting scopes have been got around in VS Code before. The one exception is `workspaceKey`.
 */
export interface Settings extends Disposable {
  readonly onDidChange: vscode.Event<void>;
  /** Where new keys come from. */
  readonly region: Region;
  /** The address the user set beside Postman's own, if it is one that may see keys. */
  readonly customAddress: string | undefined;
  /** A Postman on this computer that runs for this window. */
  readonly localAddress: string | undefined;
  readonly statusBar: StatusBarMode;
  /** How long keys should live, and when their end is to be warned of. */
  readonly rules: Rules;
  readonly healthCheck: HealthCheckMode;
  readonly healthCheckHours: number;
  /** Seconds until a copied key is cleared from the clipboard; 0 leaves it there. */
  readonly clipboardSeconds: number;
  /** Of the environment variable that a key goes into. */
  readonly variableName: string;
  /** The name or account of the key that a trusted workspace asks for: hostile, it only chooses among the stored keys. */
  readonly workspaceKey: string | undefined;
  /** The MCP servers that the editor offers: whatever stands there, for `inject/mcp` to read. */
  readonly mcp: unknown;
  /** The ways in which no key is handed out: whatever stands there, for `inject/way.ts` to read. */
  readonly disabledWays: unknown;
  /** Whether new terminals have `pmkey`. */
  readonly pmkey: boolean;
  readonly sandboxPort: number;
  readonly sandboxSeed: 'small' | 'team' | 'huge';
  /** A Postman on this computer that runs for this window: new keys come from there while it does. */
  announceLocal(address: string | undefined): void;
}

const section = 'postmanKeyring';
/** Names that every shell and every program can read. */
const variable = /^[A-Za-z_][A-Za-z0-9_]{0,99}$/;

export function createSettings(): Settings {
  const changed = new vscode.EventEmitter<void>();
  const subscription = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) changed.fire();
  });
  let local: string | undefined;

  const read = (name: string): unknown => {
    const value = vscode.workspace.getConfiguration(section).inspect(name);
    return value?.globalValue ?? value?.defaultValue;
  };
  const oneOf = <T extends string>(name: string, allowed: readonly [T, ...T[]]): T => {
    const value = read(name);
    return allowed.find((one) => one === value) ?? allowed[0];
  };
  const whole = (name: string, least: number, most: number, otherwise: number): number => {
    const value = read(name);
    return Number.isInteger(value) ? Math.min(Math.max(Number(value), least), most) : otherwise;
  };
  const days = (name: string): readonly number[] => {
    const value = read(name);
    const numbers = Array.isArray(value) ? value.filter((one) => Number.isInteger(one)).map(Number) : [];
    const sensible = numbers.filter((one) => one >= 0 && one <= 365).toSorted((a, b) => b - a);
    return Array.isArray(value) ? sensible : [14, 7, 1];
  };
  const customAddress = (): string | undefined => {
    const value = read('customUrl');
    return typeof value === 'string' ? regionOf(value)?.id : undefined;
  };

  return {
    onDidChange: changed.event,
    get region() {
      if (local !== undefined) return regionOf(local) ?? us;
      const named = { us, eu, custom: regionOf(customAddress() ?? '') };
      return named[oneOf('region', ['us', 'eu', 'custom'])] ?? us;
    },
    get customAddress() {
      return customAddress();
    },
    get localAddress() {
      return local;
    },
    get statusBar() {
      return oneOf('statusBar', ['always', 'trouble', 'never']);
    },
    get rules() {
      return {
        thresholds: days('expiryThresholds'),
        rotateAfterDays: whole('rotateAfterDays', 0, 36_500, 0),
      };
    },
    get healthCheck() {
      return oneOf('healthCheck', ['periodic', 'onStart', 'off']);
    },
    get healthCheckHours() {
      return whole('healthCheckHours', 1, 720, 24);
    },
    get clipboardSeconds() {
      return whole('clipboardClearAfter', 0, 3600, 60);
    },
    get variableName() {
      const value = read('variableName');
      return typeof value === 'string' && variable.test(value) ? value : 'POSTMAN_API_KEY';
    },
    get workspaceKey() {
      const value = vscode.workspace.getConfiguration(section).inspect('workspaceKey');
      const words = (vscode.workspace.isTrusted ? value?.workspaceValue : undefined) ?? value?.globalValue;
      return typeof words === 'string' && words.trim() !== '' ? words.slice(0, 200) : undefined;
    },
    get mcp() {
      return read('mcp');
    },
    get disabledWays() {
      return read('disabledWays');
    },
    get pmkey() {
      return read('pmkey') !== false;
    },
    get sandboxPort() {
      return whole('sandbox.port', 0, 65_535, 4010);
    },
    get sandboxSeed() {
      return oneOf('sandbox.seed', ['team', 'small', 'huge']);
    },
    announceLocal: (address) => {
      local = address;
      changed.fire();
    },
    dispose: () => {
      subscription.dispose();
      changed.dispose();
    },
  };
}
