import { ANNOTATION_STATUSES, type AnnotationStatus } from '../../core/annotation/annotation.ts';
import { codePath } from '../../core/codebook/tree.ts';
import { GlossatorError } from '../../core/errors.ts';
import { type Id, isId } from '../../core/ids.ts';
import { formatCodePath, parseCodePath } from '../../formats/annotations/code-path.ts';
import type { AnnotationFilter, StoreReader } from '../../store/types.ts';

/** What an export is to hold, in words: names, titles, paths of codes, or ids. Absent: all. */
export interface Choice {
  readonly documents?: readonly string[];
  readonly codes?: readonly string[];
  readonly persons?: readonly string[];
  readonly entities?: readonly string[];
  readonly statuses?: readonly string[];
  /** only what was tagged under an older definition of its code */
  readonly outdated?: boolean;
  /** only what reviewers let stand */
  readonly adjudicated?: boolean;
}

interface Candidate {
  readonly id: Id;
  /** by which it is told from others */
  readonly label: string;
}

/** Candidates that a refusal lists. */
const LISTED = 12;

function listed(candidates: readonly Candidate[]): string {
  const more = candidates.length - LISTED;
  const labels = candidates.slice(0, LISTED).map(({ label, id }) => `${label} [${id}]`);
  return `${labels.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function theOne(kind: string, wanted: string, found: readonly Candidate[], all: readonly Candidate[]): Id {
  const [first, ...others] = found;
  if (first && others.length === 0) return first.id;
  if (first) {
    throw new GlossatorError(
      'usage',
      `‘${wanted}’ may be any of ${found.length} ${kind === 'entity' ? 'entities' : `${kind}s`}: ${listed(found)}.`,
      {
        remedy: 'Give its id, or more of its path.',
      },
    );
  }
  const there = all.length > 0 ? `There are: ${listed(all)}.` : `There is none in this project.`;
  throw new GlossatorError('usage', `No ${kind} is called ‘${wanted}’. ${there}`);
}

function byName(kind: string, names: readonly string[], all: readonly Candidate[]): readonly Id[] {
  return names.map((wanted) => {
    const exact = all.filter(({ id, label }) => label === wanted || (isId(wanted) && id === wanted));
    const loose = all.filter(({ label }) => label.toLocaleLowerCase() === wanted.trim().toLocaleLowerCase());
    return theOne(kind, wanted, exact.length > 0 ? exact : loose, all);
  });
}

/** Whether a code's path ends in the wanted one; a wanted path that begins with a stroke is a whole one. */
function endsIn(path: readonly string[], wanted: readonly string[]): boolean {
  const isWhole = wanted[0] === '';
  const names = isWhole ? wanted.slice(1) : wanted;
  if (isWhole ? path.length !== names.length : path.length < names.length) return false;
  return names.every(
    (name, i) => path[path.length - names.length + i]?.toLocaleLowerCase() === name.toLocaleLowerCase(),
  );
}

function byPath(wantedPaths: readonly string[], read: StoreReader): readonly Id[] {
  const codes = read.codes();
  const byId = new Map(codes.map((code) => [code.id, code]));
  const all = codes.map((code) => {
    const path = codePath(code, byId);
    return { id: code.id, path, label: formatCodePath(path) };
  });
  return wantedPaths.map((wanted) => {
    const names = parseCodePath(wanted);
    const found = all.filter(({ id, path }) => endsIn(path, names) || (isId(wanted) && id === wanted));
    return theOne('code', wanted, found, all);
  });
}

function entityNames(read: StoreReader): readonly Candidate[] {
  return read.entities().map(({ id, name }) => ({ id, label: name }));
}

function statusesOf(wanted: readonly string[]): readonly AnnotationStatus[] {
  return wanted.map((word) => {
    const status = ANNOTATION_STATUSES.find((each) => each === word.toLowerCase());
    if (status) return status;
    throw new GlossatorError('usage', `‘${word}’ is no status.`, {
      remedy: `There are: ${ANNOTATION_STATUSES.join(', ')}.`,
    });
  });
}

/**
 * The filter that a choice in words stands for. Names match without regard to case; a code is given by its name, its path
 * or the end of it ("Denied", "Claim/Denied", from the top "/Claim"). Raises `usage`, with the candidates, where something
 * is not there or may be several.
 */
export function filterOf(read: StoreReader, choice: Choice): AnnotationFilter {
  const { documents, codes, persons, entities, statuses, outdated, adjudicated } = choice;
  const titles = (): readonly Candidate[] => read.documents().map(({ id, title }) => ({ id, label: title }));
  const names = (): readonly Candidate[] => read.persons().map(({ id, name }) => ({ id, label: name }));
  return {
    ...(documents ? { documentIds: byName('document', documents, titles()) } : {}),
    ...(codes ? { codeIds: byPath(codes, read) } : {}),
    ...(entities ? { entityIds: byName('entity', entities, entityNames(read)) } : {}),
    ...(statuses ? { statuses: statusesOf(statuses) } : {}),
    ...(outdated ? { outdated } : {}),
    ...(adjudicated ? { adjudicated } : {}),
    ...(persons ? { personIds: byName('person', persons, names()) } : {}),
  };
}
