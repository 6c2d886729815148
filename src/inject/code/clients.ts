/** Ways to call the Postman API that code can be written for, by names of our own that templates are kept under. */
export type ClientId =
  | 'fetch'
  | 'axios'
  | 'requests'
  | 'go'
  | 'okHttp'
  | 'httpClient'
  | 'netHttp'
  | 'phpCurl'
  | 'curl'
  | 'restMethod'
  | 'http';

export interface Client {
  readonly id: ClientId;
  readonly label: string;
}

/** A language as a person names it, and how code in it calls an API. */
export interface Language {
  readonly label: string;
  /** VS Code's ids; a new file gets the first. */
  readonly ids: readonly [string, ...string[]];
  readonly clients: readonly [Client, ...Client[]];
}

const fetchClient: Client = { id: 'fetch', label: 'fetch' };
const axiosClient: Client = { id: 'axios', label: 'axios' };

export const languages: readonly Language[] = [
  {
    label: 'JavaScript',
    ids: ['javascript', 'javascriptreact', 'vue', 'svelte'],
    clients: [fetchClient, axiosClient],
  },
  { label: 'TypeScript', ids: ['typescript', 'typescriptreact'], clients: [fetchClient, axiosClient] },
  { label: 'Python', ids: ['python'], clients: [{ id: 'requests', label: 'requests' }] },
  { label: 'Go', ids: ['go'], clients: [{ id: 'go', label: 'net/http' }] },
  { label: 'Java', ids: ['java'], clients: [{ id: 'okHttp', label: 'OkHttp' }] },
  { label: 'C#', ids: ['csharp'], clients: [{ id: 'httpClient', label: 'HttpClient' }] },
  { label: 'Ruby', ids: ['ruby'], clients: [{ id: 'netHttp', label: 'Net::HTTP' }] },
  { label: 'PHP', ids: ['php'], clients: [{ id: 'phpCurl', label: 'cURL' }] },
  { label: 'Shell', ids: ['shellscript', 'fish'], clients: [{ id: 'curl', label: 'curl' }] },
  { label: 'PowerShell', ids: ['powershell'], clients: [{ id: 'restMethod', label: 'Invoke-RestMethod' }] },
  { label: 'HTTP file', ids: ['http', 'rest'], clients: [{ id: 'http', label: 'REST Client' }] },
];

/** The language of a document; by its name where no extension knows HTTP files. */
export function languageOf(languageId: string, fileName: string): Language | undefined {
  const id = /\.(http|rest)$/i.test(fileName) ? 'http' : languageId;
  return languages.find(({ ids }) => ids.includes(id));
}
