import { useQuery } from '@tanstack/react-query';
import { CodeChip } from '../controls/CodeMark.tsx';
import { Section } from '../controls/Section.tsx';
import { VerdictLine } from '../review/VerdictLine.tsx';
import { queryKeys } from '../session/invalidation.ts';
import { useCodeMap } from '../session/queries.ts';
import { useWorkspace } from '../session/session-context.ts';
import { wholeQuote } from './quotation.ts';

/** What a reviewer decided on the annotation, and what stands for it; nothing where nobody did. Answers go into its comments. */
export function VerdictOn({ annotationId }: { readonly annotationId: string }) {
  const { client } = useWorkspace();
  const codes = useCodeMap();
  const { data: view } = useQuery({
    queryKey: [...queryKeys.review, 'verdict', annotationId],
    queryFn: () => client.call('review.verdictOn', { annotationId }),
  });
  if (!view) return null;
  const { verdict, result, changed } = view;
  return (
    <Section id="verdict" title="Verdict">
      <VerdictLine verdict={verdict} changed={changed} />
      {result && result.id !== annotationId && (
        <p>
          In its place stands <CodeChip code={codes.get(result.codeId)} />{' '}
          <q dir="auto">{wholeQuote(result.spans)}</q>
        </p>
      )}
    </Section>
  );
}
