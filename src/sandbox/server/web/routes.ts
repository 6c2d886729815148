import { Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { isAdmin } from '../world/access.ts';
import { accessKeyPages } from './accessKeyRoutes.ts';
import { carryOut, KeyForm, notUnderstood } from './apiKeysActions.ts';
import { apiKeysPage } from './apiKeysPage.ts';
import { form } from './form.ts';
import { guarded, guards } from './guards.ts';
import { homePage } from './homePage.ts';
import { icon } from './icon.ts';
import { managePage } from './managePage.ts';
import { pageNumber } from './pager.ts';
import { script } from './script.ts';
import { signIn } from './session.ts';
import { styles } from './styles.ts';

const Switch = v.object({
  user: v.string(),
  page: v.picklist(['home', 'api-keys', 'manage', 'public', 'collection']),
  uid: v.optional(v.pipe(v.string(), v.regex(/^\d{1,12}-[0-9a-f-]{36}$/))),
});
const Revoke = v.object({ verb: v.literal('revoke'), id: v.string() });
const pagePaths = {
  home: './',
  'api-keys': 'settings/me/api-keys',
  manage: 'manage-postman-keys',
  public: 'manage-public',
};

function pathOf({ page, uid }: v.InferOutput<typeof Switch>): string {
  if (page !== 'collection') return pagePaths[page];
  return uid === undefined ? './' : `collection/${uid}`;
}

export function webPages(postman: LocalPostman): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const { reading, writing } = guards(postman);

  app.get('/', ...reading, (c) => c.html(homePage(c, postman)));
  app.get('/assets/sandbox.css', guarded, (c) => c.body(styles, 200, { 'Content-Type': 'text/css' }));
  app.get('/assets/sandbox.js', guarded, (c) => c.body(script, 200, { 'Content-Type': 'text/javascript' }));
  app.get('/assets/icon.svg', guarded, (c) => c.body(icon, 200, { 'Content-Type': 'image/svg+xml' }));

  app.post('/session', ...writing, async (c) => {
    const given = await form(c, Switch);
    const person = given && postman.person(given.user);
    if (given === undefined || person === undefined) return c.text('Nobody here is called that.\n', 400);
    signIn(c, person);
    return c.redirect(pathOf(given), 303);
  });

  app.get('/settings/me/api-keys', ...reading, (c) => {
    const prefill = c.req.query('name')?.slice(0, 255);
    const page = pageNumber(c.req.query('page'));
    return c.html(apiKeysPage(c, postman, { page, ...(prefill === undefined ? {} : { prefill }) }));
  });
  app.post('/settings/me/api-keys', ...writing, async (c) => {
    const given = await form(c, KeyForm);
    const { status, ...outcome } =
      given === undefined ? notUnderstood : carryOut(postman, c.get('person'), given);
    const page = pageNumber(c.req.query('page'));
    return c.html(apiKeysPage(c, postman, { page, ...outcome }), status);
  });

  app.get('/manage-postman-keys', ...reading, (c) =>
    c.html(managePage(c, postman), isAdmin(c.get('person')) ? 200 : 403),
  );
  app.post('/manage-postman-keys', ...writing, async (c) => {
    if (!isAdmin(c.get('person'))) return c.html(managePage(c, postman), 403);
    const given = await form(c, Revoke);
    const revoked = given !== undefined && postman.revokeKey(given.id, c.get('person'));
    return revoked
      ? c.html(managePage(c, postman, { kind: 'done', text: 'The key is revoked.' }))
      : c.html(managePage(c, postman, { kind: 'failed', text: 'This key is no longer there.' }), 404);
  });
  app.route('/', accessKeyPages(postman));
  return app;
}
