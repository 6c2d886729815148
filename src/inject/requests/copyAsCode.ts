import type { Command } from '../../host/commands.ts';
import { languages, type Client, type Language } from '../code/clients.ts';
import { codeOf } from '../code/code.ts';
import type { Inject } from '../parts.ts';
import type { Answers } from './answers.ts';

/** Copies the request of an answer as code, which reads the key from the environment. */
export function copyAsCode(
  { clipboard, prompts, settings }: Pick<Inject, 'clipboard' | 'prompts' | 'settings'>,
  answers: Answers,
): Command {
  return async (argument) => {
    const { asked } = answers.of(argument);
    const { language, client } = await prompts.pick<{ language: Language; client: Client }>(
      languages.flatMap((language) =>
        language.clients.map((client) => ({
          label: language.label,
          description: client.label,
          value: { language, client },
        })),
      ),
      { title: 'Copy as Code', placeHolder: 'Choose a language' },
    );
    const { method, path, body, region } = asked;
    const operation = { method, path, ...(body !== undefined && { body }) };
    const { variableName } = settings;
    const place = { languageId: language.ids[0], text: '', before: '' };
    await clipboard.write(codeOf(client.id, { operation, api: region.api, variableName }, place));
    void prompts.tell(`Copied for ${language.label}. The code reads the key from ${variableName}.`);
  };
}
