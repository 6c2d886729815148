import { createHash } from 'node:crypto';
import type { StoredKey } from '../../keyring/apiKey.ts';
import type { ApiKey } from '../../postman/credential.ts';
import { eu, us, type Region } from '../../postman/region.ts';

/**
 * Postman's MCP servers, by their names in the setting. VS Code knows a server by its label, so each has one of its own
 * that stays the same whatever key it gets.
 */
export const mcpServers = {
  remoteMinimal: { label: 'Postman remote (minimal)', place: 'remote', tools: 'minimal' },
  remoteCode: { label: 'Postman remote (code)', place: 'remote', tools: 'code' },
  remoteFull: { label: 'Postman remote (full)', place: 'remote', tools: 'full' },
  localMinimal: { label: 'Postman local (minimal)', place: 'local', tools: 'minimal' },
  localCode: { label: 'Postman local (code)', place: 'local', tools: 'code' },
  localFull: { label: 'Postman local (full)', place: 'local', tools: 'full' },
} as const;

/**
 * What npx runs, in the very version that the tests run with: by its name alone npx takes whichever version it once
 * downloaded, or whatever was published last, and gives it the key.
 */
export const npmPackage = '@postman/postman-mcp-server@2.13.0';

export type McpServerId = keyof typeof mcpServers;

export const mcpServerIds = Object.keys(mcpServers) as McpServerId[];

/** How a server is reached. */
export type Launch =
  | { readonly kind: 'http'; readonly uri: string; readonly headers: Readonly<Record<string, string>> }
  | {
      readonly kind: 'stdio';
      readonly command: string;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    };

/**
 * @param key none gives the launch as the editor may write it down
 * @returns `undefined` for a remote server of a region in which Postman runs none
 */
export function launchOf(id: McpServerId, region: Region, key?: ApiKey): Launch | undefined {
  const { place, tools } = mcpServers[id];
  if (place === 'local') return localLaunch(tools, region, key);
  const host = remoteHosts.get(region.id);
  if (host === undefined) return undefined;
  return {
    kind: 'http',
    uri: `${host}/${tools === 'full' ? 'mcp' : tools}`,
    headers: key ? { Authorization: `Bearer ${key.secret.reveal()}` } : {},
  };
}

const remoteHosts: ReadonlyMap<string, string> = new Map([
  [us.id, 'https://mcp.postman.com'],
  [eu.id, 'https://mcp.eu.postman.com'],
]);

function localLaunch(
  tools: (typeof mcpServers)[McpServerId]['tools'],
  region: Region,
  key: ApiKey | undefined,
): Launch {
  return {
    kind: 'stdio',
    command: 'npx',
    args: [
      '-y',
      npmPackage,
      ...(tools === 'minimal' ? [] : [`--${tools}`]),
      ...(region.id === eu.id ? ['--region', 'eu'] : []),
    ],
    env: {
      // Always, and not for other regions alone: whatever stands in the editor's own environment would count.
      POSTMAN_API_BASE_URL: region.api,
      // It works without, and no install script of its 200 packages gets to see the key.
      npm_config_ignore_scripts: 'true',
      ...(key && { POSTMAN_API_KEY: key.secret.reveal() }),
    },
  };
}

/** Another one makes VS Code end a server that runs, which may have the old key. No secret can be told from it. */
export function versionOf({ fingerprint, region }: Pick<StoredKey, 'fingerprint' | 'region'>): string {
  return createHash('sha256').update(`${fingerprint} ${region}`).digest('hex').slice(0, 16);
}

/** The servers that a setting names, each once, in the order of the table; it may hold anything. */
export function wantedServers(setting: unknown): McpServerId[] {
  return Array.isArray(setting) ? mcpServerIds.filter((id) => setting.includes(id)) : [];
}

export function serverOfLabel(label: string): McpServerId | undefined {
  return mcpServerIds.find((id) => mcpServers[id].label === label);
}
