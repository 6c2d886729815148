/** Where an account lives: which host may see its key, and which pages belong to it. */
export interface Region {
  /** `us`, `eu`, or the address itself for a Postman that the user named. Stored with the key. */
  readonly id: string;
  readonly label: string;
  /** Base of the API, without a trailing slash. */
  readonly api: string;
  /** Base of the web pages, without a trailing slash. */
  readonly web: string;
}

const web = 'https://go.postman.co';

export const us: Region = { id: 'us', label: 'US', api: 'https://api.postman.com', web };
/** Only the API hosts of the EU are documented; its accounts sign in on the same web address. */
export const eu: Region = { id: 'eu', label: 'EU', api: 'https://api.eu.postman.com', web };

/** The older alias, still in Postman's docs and tools, for the same accounts as {@link us}. */
const usAlias = 'https://api.getpostman.com';

/**
 * The region of a stored id or a typed address. `undefined` for what may never see a key: plain http to
 * anything but this computer, addresses with credentials, a query or a fragment in them.
 */
export function regionOf(id: string): Region | undefined {
  if (id === us.id) return us;
  if (id === eu.id) return eu;
  const url = URL.parse(id);
  if (url?.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  const api = url.origin + url.pathname.replace(/\/+$/, '');
  const known = api === usAlias ? us : [us, eu].find((region) => region.api === api);
  if (known) return known;
  if (isLoopback(url)) return { id: api, label: 'Local', api, web: api };
  return url.protocol === 'https:' ? { id: api, label: url.host, api, web } : undefined;
}

/** Whether the address is this computer, where plain http is no leak. */
function isLoopback(url: URL): boolean {
  return /^https?:$/.test(url.protocol) && /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/.test(url.hostname);
}

/**
 * Whether a key of `region` may be sent to it: Postman's own hosts and this computer always, another
 * address only while it is the one the user set (`customAddress`), so that a stored record alone opens no host.
 */
export function mayReceiveKeys(region: Region, customAddress: string | undefined): boolean {
  if (region === us || region === eu) return true;
  const url = URL.parse(region.api);
  if (url === null) return false;
  return isLoopback(url) || (customAddress !== undefined && regionOf(customAddress)?.api === region.api);
}

export type Page = 'apiKeys' | 'apiKeySettings' | 'keyDashboard' | 'managePublic';

// Postman documents no address for the settings dialog itself: it is a button on the API keys page.
const paths: Record<Page, string> = {
  apiKeys: '/settings/me/api-keys',
  apiKeySettings: '/settings/me/api-keys#settings',
  keyDashboard: '/manage-postman-keys',
  managePublic: '/manage-public',
};

/** The address of one of Postman's web pages. */
export function pageOf(region: Region, page: Page): string {
  return region.web + paths[page];
}

/** The page of a collection, for who has it in their account. Postman sends them on to the team that it is in. */
export function collectionPageOf(region: Region, uid: string): string {
  return `${region.web}/collection/${encodeURIComponent(uid.toWellFormed())}`;
}
