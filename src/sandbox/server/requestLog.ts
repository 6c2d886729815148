/** What the sandbox remembers of a request: names of things, never their values. */
export interface LoggedRequest {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: readonly string[];
  readonly hasKey: boolean;
  /** Null while it is not answered. */
  readonly status: number | null;
  /** The kind of the fault that answered it, or touched it. */
  readonly fault: string | null;
}

const kept = 200;
const secrets = /PM(?:AK|AT)-[\w-]+/gi;

function withoutKeys(text: string): string {
  return text.replace(secrets, '[key]');
}

export class RequestLog {
  #entries: LoggedRequest[] = [];
  #count = 0;

  begin(method: string, url: URL, headers: Headers, at: number): number {
    this.#count += 1;
    this.#entries.push({
      number: this.#count,
      at: new Date(at).toISOString(),
      method,
      path: withoutKeys(url.pathname),
      query: [...url.searchParams.keys()].map(withoutKeys),
      headers: [...headers.keys()],
      hasKey: headers.has('x-api-key'),
      status: null,
      fault: null,
    });
    this.#entries = this.#entries.slice(-kept);
    return this.#count;
  }

  amend(number: number, change: Partial<Pick<LoggedRequest, 'status' | 'fault'>>): void {
    this.#entries = this.#entries.map((entry) => (entry.number === number ? { ...entry, ...change } : entry));
  }

  list(): LoggedRequest[] {
    return [...this.#entries];
  }

  clear(): void {
    this.#entries = [];
  }
}
