import { PASSAGES_LIMIT } from '../../contract/procedures.ts';
import { atOneMoment } from '../at-one-moment.ts';
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
  const { store } = session;
  return {
    'agreement.measure': async (request, { signal, progress }) => {
      const { projectAgreement } = await agreement();
      const watch = watching({ signal, onProgress: progress });
      return atOneMoment(store, (read) => projectAgreement(read, request, watch));
    },
    'agreement.passages': async ({ choice, ...scope }, { signal }) => {
      const { gather, passagesBehind } = await agreement();
      const gathered = await atOneMoment(store, (read) => gather(read, definedOnly(scope), { signal }));
      return passagesBehind(gathered, choice, PASSAGES_LIMIT, { signal });
    },
    'agreement.save': async ({ request, path, format }, { signal, progress }) => {
      const { saveReport } = await agreement();
      const watch = watching({ signal, onProgress: progress });
      await atOneMoment(store, (read) => saveReport(read, request, path, format, watch));
      return { path };
    },
  };
}
