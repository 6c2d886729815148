import assert from 'node:assert/strict';
import { get, runningSandbox } from './running.ts';

interface Item {
  name: string;
  description?: string;
  item?: Item[];
  event?: unknown[];
  response?: { code: number }[];
  request?: { method: string; body?: { mode: string }; url: { raw: string }; description?: string };
}
interface Content {
  info: { description: string };
  item: Item[];
  auth: { bearer: { value: string }[] };
  variable: { key: string; value?: string; type?: string }[];
}

describe('sandbox: what stands in collections', () => {
  const sandbox = runningSandbox({ seed: 'team' });

  const content = async (name: string): Promise<Content> => {
    const { link } = sandbox().issueAccessKey({ collection: name });
    const { body } = await get(sandbox(), link.slice(sandbox().url.length));
    return (body as { collection: Content }).collection;
  };

  const requests = (items: Item[]): Item[] =>
    items.flatMap((one) => (one.item === undefined ? [one] : requests(one.item)));

  it('goes to the sandbox itself, which answers it all', async () => {
    const { item, variable } = await content('Tax Rates');
    const base = variable.find(({ key }) => key === 'baseUrl')!.value!;
    assert.equal(base, `${sandbox().url}/echo/tax-rates`);
    for (const { request } of requests(item)) {
      const { method, url } = request!;
      const body = method === 'GET' ? {} : { body: 'x'.repeat(200_000) };
      const response = await fetch(url.raw.replace('{{baseUrl}}', base), { method, ...body });
      assert.equal(response.status, 200);
      assert.equal(((await response.json()) as { method: string }).method, method);
    }
  });

  it('is answered without what was sent, which may be a secret', async () => {
    const headers = { Authorization: 'Bearer top-secret' };
    const response = await fetch(`${sandbox().url}/echo/x?token=top-secret`, { headers });
    assert.doesNotMatch(await response.text(), /top-secret/);
    sandbox().faults.add({ kind: 'status', status: 500 });
    assert.equal((await fetch(`${sandbox().url}/echo/x`)).status, 200);
  });

  it('has bodies of every mode, folders three deep, scripts and examples', async () => {
    const { item } = await content('Webhooks');
    const modes = requests(item).map(({ request }) => request!.body?.mode);
    for (const mode of ['raw', 'urlencoded', 'formdata', 'graphql', 'file', undefined]) {
      assert.ok(modes.includes(mode), mode);
    }
    const deep = item[2]!.item!.at(-1)!.item![0]!.item![0]!;
    assert.equal(deep.event?.length, 2);
    assert.deepEqual(
      deep.response?.map(({ code }) => code),
      [200, 410],
    );
  });

  it('holds secrets in some: a secret variable, a token, something in the form of a key', async () => {
    const { item, auth, variable } = await content('Card Vault');
    assert.ok(variable.some(({ type, value }) => type === 'secret' && value !== ''));
    assert.doesNotMatch(auth.bearer[0]!.value, /\{\{/);
    const keys = JSON.stringify(item).match(/PMAK-[0-9a-f]{24}-[0-9a-f]{34}/g) ?? [];
    assert.equal(keys.length, 1);
    assert.equal((await get(sandbox(), '/me', keys[0])).status, 401);
    assert.doesNotMatch(JSON.stringify(await content('Refunds API')), /PMAK-|"secret":"/);
  });

  it('means harm in one, by name and by description', async () => {
    const { info, item } = await content('Mail');
    assert.match(info.description, /command:.*<script>/s);
    assert.match(
      requests(item)
        .map(({ request }) => request!.description)
        .join(),
      /onerror/,
    );
    sandbox().rename({ collection: 'Mail', name: '$(trash) **Mail**' });
    const { collections } = sandbox().world;
    assert.ok(collections.some(({ name }) => name === '$(trash) **Mail**'));
    assert.match((await content('$(trash) **Mail**')).info.description, /command:/);
  });
});
