import type { Choice, Prompts } from '../../host/prompts.ts';
import { whyNoPath } from '../../postman/apiPath.ts';
import { bodyOf, whyNotBody } from '../requests/request.ts';
import { operations, typedOperation, type Operation } from './operations.ts';

/** What the code is to ask of Postman: an operation of the list, or one that is typed. @throws Cancelled */
export async function chooseOperation(
  prompts: Pick<Prompts, 'input' | 'pick'>,
  title: string,
): Promise<Operation> {
  const choices: Choice<Operation | undefined>[] = [
    ...operations.map(({ label, operation }) => ({
      label,
      description: `${operation.method} ${operation.path}`,
      value: operation,
    })),
    { label: '$(edit) Type Method and Path…', value: undefined },
  ];
  const chosen = await prompts.pick<Operation | undefined>(choices, {
    title,
    placeHolder: 'Choose what to ask Postman',
  });
  return chosen ?? typeOperation(prompts, title);
}

async function typeOperation(prompts: Pick<Prompts, 'input'>, title: string): Promise<Operation> {
  const text = await prompts.input({
    title,
    value: 'GET /',
    valueSelection: [5, 5],
    prompt: 'Method and path, such as GET /collections?limit=10',
    validateInput: (typed) => {
      const operation = typedOperation(typed);
      if (!operation) return 'Type a method and a path, such as GET /me.';
      return whyNoPath(operation.path) ?? whyNoKey(typed);
    },
  });
  const operation = typedOperation(text) ?? { method: 'GET', path: '/me' };
  if (operation.method === 'GET') return operation;
  const typed = await prompts.input({
    title,
    prompt: 'Body in JSON; empty for none',
    placeHolder: '{"name": "…"}',
    validateInput: (text) => {
      const read = bodyOf(text);
      return whyNoKey(text) ?? ('fault' in read ? read.fault : undefined);
    },
  });
  const read = bodyOf(typed);
  return 'fault' in read ? operation : { ...operation, ...read };
}

/** What is typed here is written into a file. */
function whyNoKey(text: string): string | undefined {
  return whyNotBody(text) === undefined
    ? undefined
    : 'Type no key, nor a masked one: it would stand in the file.';
}
