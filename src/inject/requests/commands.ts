import type { CommandTable, Own } from '../../host/commands.ts';
import type { Memento } from '../../keyring/activeKey.ts';
import type { Inject } from '../parts.ts';
import { createAnswers } from './answers.ts';
import { copyAsCode } from './copyAsCode.ts';
import { createDrafts } from './drafts.ts';
import { createHistory } from './history.ts';
import { saveAnswer } from './saveAnswer.ts';
import { nextPage, sendAgain } from './sendAgain.ts';
import { sendBody } from './sendBody.ts';
import { sendRequest } from './sendRequest.ts';

/** The commands of this way, by their ids in the manifest. */
export function requestCommands(inject: Inject, own: Own, workspaceState: Memento): CommandTable {
  const answers = own(createAnswers());
  const drafts = own(createDrafts());
  const history = createHistory(workspaceState);
  const sending = { ...inject, answers, history };
  return {
    'postmanKeyring.inject.clearRequests': async () => {
      await history.clear();
      void inject.prompts.tell('The requests of this workspace are forgotten.');
    },
    'postmanKeyring.inject.copyAsCode': copyAsCode(inject, answers),
    'postmanKeyring.inject.nextPage': nextPage(sending),
    'postmanKeyring.inject.saveAnswer': saveAnswer(inject, answers),
    'postmanKeyring.inject.sendAgain': sendAgain(sending),
    'postmanKeyring.inject.sendBody': sendBody(sending, drafts),
    'postmanKeyring.inject.sendRequest': sendRequest(sending, drafts),
  };
}
