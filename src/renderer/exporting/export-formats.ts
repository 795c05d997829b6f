import { useQuery } from '@tanstack/react-query';
import type { InputOf, ListedFormat } from '../../contract/procedures.ts';
import { useWorkspace } from '../session/session-context.ts';

export type ExportSettings = InputOf<'export.preview'>;
export type WriteOptions = NonNullable<ExportSettings['options']>;

const NONE: readonly ListedFormat[] = [];

/** The formats of annotated sets; they never change while the program runs. */
export function useFormats(): readonly ListedFormat[] {
  const { client } = useWorkspace();
  const queryFn = () => client.call('exchange.formats', {});
  const kept = { staleTime: Number.POSITIVE_INFINITY, gcTime: Number.POSITIVE_INFINITY };
  return useQuery({ queryKey: ['formats'], queryFn, ...kept }).data ?? NONE;
}

/** What the options of writing are called, with what can be chosen; the first is what happens where nothing is. */
export const OPTION_WORDS: readonly {
  readonly option: keyof WriteOptions;
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly label: string }[];
}[] = [
  {
    option: 'overlap',
    label: 'Where annotations overlap',
    choices: [
      { id: 'longest', label: 'Write the longest' },
      { id: 'first', label: 'Write the first' },
      { id: 'split', label: 'Cut each later one to what is free' },
      { id: 'refuse', label: 'Write nothing' },
    ],
  },
  {
    option: 'discontinuous',
    label: 'Where an annotation has several parts',
    choices: [
      { id: 'split', label: 'Write each part by itself' },
      { id: 'longest', label: 'Write the longest part' },
      { id: 'first', label: 'Write the first part' },
      { id: 'refuse', label: 'Write nothing' },
    ],
  },
  {
    option: 'tokens',
    label: 'Tokens',
    choices: [
      { id: 'imported', label: 'As imported, where a text has them' },
      { id: 'words', label: 'The words of the text' },
    ],
  },
];

/** How the system's dialog is to ask for the place of an export. */
export function placeOf({ format, title, extensions, files }: ListedFormat): {
  readonly extension: string;
  readonly filters: { name: string; extensions: string[] }[];
} {
  const own = (extensions[0] ?? format).replace(/^\./, '');
  const single = { name: title, extensions: [own] };
  if (files === 'one') return { extension: own, filters: [single] };
  return { extension: 'zip', filters: [{ name: 'Zip archive', extensions: ['zip'] }, single] };
}

/** A file name that every system takes, from a project's name. */
export function suggestedName(projectName: string, extension: string): string {
  const stem = projectName
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what file names cannot hold
    .replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 120);
  return `${stem || 'export'}.${extension}`;
}
