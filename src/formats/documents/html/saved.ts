import { webAddress } from './links.ts';
import { isComment, isElement, type ParentNode } from './tree.ts';

/**
 * The address that a page was saved from, as browsers note it at its beginning: the “mark of the web” of Chromium and
 * Internet Explorer (`saved from url=(0026)https://example.org/…`), SingleFile (`url: https://…`), Scrapbook. Null where
 * there is no such note.
 */
export function savedFromAddress(root: ParentNode): string | null {
  for (const comment of leadingComments(root)) {
    const mark = /saved from url=\(\d{1,6}\)(\S+)/i.exec(comment)?.[1];
    const named = /^\s*url:\s*(\S+)/im.exec(comment)?.[1];
    const address = webAddress(mark) ?? webAddress(named);
    if (address) return address;
  }
  return null;
}

function leadingComments(root: ParentNode): string[] {
  const comments: string[] = [];
  for (const child of root.childNodes) {
    if (isComment(child)) comments.push(child.data);
    else if (isElement(child) && child.tagName === 'html') {
      for (const inner of child.childNodes) {
        if (isComment(inner)) comments.push(inner.data);
        else if (isElement(inner) && inner.tagName === 'head') {
          comments.push(...inner.childNodes.filter(isComment).map(({ data }) => data));
        }
      }
    }
  }
  return comments.map((comment) => comment.slice(0, 4_000));
}
