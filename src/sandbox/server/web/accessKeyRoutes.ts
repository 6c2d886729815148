import { Hono } from 'hono';
import * as v from 'valibot';
import type { SandboxEnv } from '../env.ts';
import type { LocalPostman } from '../localPostman.ts';
import { collectionPage, noCollectionPage, visibleCollection } from './collectionPage.ts';
import { form } from './form.ts';
import { guards } from './guards.ts';
import { manage, PublicForm } from './managePublicActions.ts';
import { managePublicPage } from './managePublicPage.ts';
import { pageNumber } from './pager.ts';
import { managesPublic } from './roles.ts';
import { shareTabs } from './shareDialog.ts';

const Generate = v.object({ verb: v.literal('generate') });
const notUnderstood = { kind: 'failed', text: 'That did not work: something is missing.' } as const;

/** The pages on which collection access keys are made and governed. */
export function accessKeyPages(postman: LocalPostman): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const { reading, writing } = guards(postman);

  app.get('/collection/:uid', ...reading, (c) => {
    const uid = c.req.param('uid');
    const collection = visibleCollection(postman, c.get('person'), uid);
    if (collection === undefined) return c.html(noCollectionPage(c, postman, uid), 404);
    const open = shareTabs.find((tab) => tab === c.req.query('share'));
    return c.html(collectionPage(c, postman, collection, { open }));
  });
  app.post('/collection/:uid', ...writing, async (c) => {
    const uid = c.req.param('uid');
    const person = c.get('person');
    const collection = visibleCollection(postman, person, uid);
    if (collection === undefined) return c.html(noCollectionPage(c, postman, uid), 404);
    const open = 'api';
    if ((await form(c, Generate)) === undefined) {
      return c.html(collectionPage(c, postman, collection, { open }), 400);
    }
    if (!postman.accounts.allowAccessKeys) {
      return c.html(collectionPage(c, postman, collection, { open }), 403);
    }
    const issued = postman.issueAccessKey(person, collection);
    return c.html(collectionPage(c, postman, collection, { open, issued }));
  });

  app.get('/manage-public', ...reading, (c) => {
    const page = pageNumber(c.req.query('page'));
    return c.html(managePublicPage(c, postman, { page }), managesPublic(c.get('person')) ? 200 : 403);
  });
  app.post('/manage-public', ...writing, async (c) => {
    const page = pageNumber(c.req.query('page'));
    const person = c.get('person');
    if (!managesPublic(person)) return c.html(managePublicPage(c, postman, { page }), 403);
    const given = await form(c, PublicForm);
    if (given === undefined) return c.html(managePublicPage(c, postman, { page, told: notUnderstood }), 400);
    const { status, told } = manage(postman, person, given);
    return c.html(managePublicPage(c, postman, { page, told }), status);
  });
  return app;
}
