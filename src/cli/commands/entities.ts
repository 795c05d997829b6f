import { withProjectToRead } from '../../workbench/project-file.ts';
import { type CommandContext, numbered, type Outcome } from '../outcome.ts';

/** `entities P.gloss` */
export function listEntities(path: string, { warn }: CommandContext): Promise<Outcome> {
  return withProjectToRead(path, warn, ({ store }) => {
    const entities = store.read.entities().map((entity) => {
      const { id, name, kind, aliases, identifiers, description, mentions } = entity;
      return { id, name, kind, aliases, identifiers, description, mentions };
    });
    const lines = entities.map(({ name, kind, aliases, identifiers, mentions }) => {
      const known = [
        ...(kind === '' ? [] : [kind]),
        numbered(mentions, 'mention', 'mentions'),
        ...identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
      ].join(', ');
      return `${name} (${known})${aliases.length > 0 ? `: ${aliases.join('; ')}` : ''}\n`;
    });
    const text = lines.length > 0 ? lines.join('') : 'There are no entities.\n';
    return { json: { path, entities }, text, failed: false };
  });
}
