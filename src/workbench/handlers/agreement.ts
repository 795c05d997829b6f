import { PASSAGES_LIMIT } from '../../contract/procedures.ts';
import type { JobContext } from '../job.ts';
import type { Session } from '../session.ts';
import { definedOnly, type HandlersOf } from './topic.ts';

// Loaded on first use: measures and their solver are not needed to show a project.
const agreement = () => import('../agreement/index.ts');

function watching({ signal, onProgress }: JobContext) {
  return {
    signal,
    onProgress: (done: number, total: number, detail: string) =>
      onProgress({ phase: 'measuring', done, total, detail }),
  };
}

export function agreementHandlers(session: Session): HandlersOf<'agreement'> {
  const { read } = session.store;
  return {
    'agreement.measure': async (request, { signal, progress }) => {
      const { projectAgreement } = await agreement();
      return projectAgreement(read, request, watching({ signal, onProgress: progress }));
    },
    'agreement.passages': async ({ choice, ...scope }) => {
      const { gather, passagesBehind } = await agreement();
      return passagesBehind(gather(read, definedOnly(scope)), choice, PASSAGES_LIMIT);
    },
    'agreement.save': async ({ request, path, format }, { signal, progress }) => {
      const { saveReport } = await agreement();
      const watch = watching({ signal, onProgress: progress });
      await saveReport(read, request, path, format, watch);
      return { path };
    },
  };
}
