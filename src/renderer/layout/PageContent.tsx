import { AgreementPage } from '../agreement/AgreementPage.tsx';
import { AssignmentsPage } from '../assignments/AssignmentsPage.tsx';
import { DefinitionsPage } from '../codebook/DefinitionsPage.tsx';
import { EntityPage } from '../entities/EntityPage.tsx';
import { MemosPage } from '../memos/MemosPage.tsx';
import { ProgressPage } from '../progress/ProgressPage.tsx';
import { ReviewPage } from '../review/ReviewPage.tsx';
import { SearchPage } from '../search/SearchPage.tsx';
import { AnchorsPage } from '../texts/AnchorsPage.tsx';
import { EditTextPage } from '../texts/EditTextPage.tsx';
import { VersionsPage } from '../texts/VersionsPage.tsx';
import type { CentrePage as Page } from '../workspace/workspace.ts';

/** What stands on a page over the text. */
export function PageContent({ page }: { readonly page: Page }) {
  switch (page.kind) {
    case 'entity':
      return <EntityPage key={page.entityId} entityId={page.entityId} />;
    case 'memos':
      return <MemosPage target={page.target} memoId={page.memoId} />;
    case 'agreement':
      return <AgreementPage />;
    case 'assignments':
      return <AssignmentsPage />;
    case 'progress':
      return <ProgressPage />;
    case 'review':
      return <ReviewPage />;
    case 'search':
      return <SearchPage />;
    case 'versions':
      return <VersionsPage key={page.documentId} documentId={page.documentId} />;
    case 'edit-text':
      return <EditTextPage key={page.documentId} documentId={page.documentId} />;
    case 'anchors':
      return <AnchorsPage key={page.changeId} report={page.report} changeId={page.changeId} />;
    case 'definitions':
      return <DefinitionsPage key={page.codeId} codeId={page.codeId} />;
  }
}
