/** How much a project holds; what is deleted is not counted. */
export interface RecordCounts {
  readonly persons: number;
  readonly documents: number;
  readonly codes: number;
  readonly annotations: number;
  readonly relations: number;
  readonly entities: number;
  readonly documentCodes: number;
  readonly comments: number;
  readonly memos: number;
  readonly verdicts: number;
  readonly assignments: number;
  readonly actions: number;
  /** UTF-16 code units over all documents */
  readonly textLength: number;
}
