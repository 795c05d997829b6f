import { type $createLinkNode, LinkNode } from '@lexical/link';
import { $applyNodeReplacement, type EditorConfig, type LexicalNodeReplacement } from 'lexical';
import { recordAt } from './record-links.ts';

/**
 * A link as the window shows it: never an anchor, so that no address in a text that came from anywhere can be followed or
 * fetched. One to a record says which, and the field opens it.
 */
export class WrittenLinkNode extends LinkNode {
  override $config() {
    return this.config('glossator-link', { extends: LinkNode });
  }

  override createDOM(config: EditorConfig): HTMLSpanElement {
    const element = document.createElement('span');
    const name = config.theme.link;
    if (typeof name === 'string') element.className = name;
    this.#say(element);
    return element;
  }

  override updateDOM(before: this, element: HTMLElement): boolean {
    if (before.__url !== this.__url) this.#say(element);
    return false;
  }

  #say(element: HTMLElement): void {
    const record = recordAt(this.__url);
    element.dataset.link = record ? 'record' : 'address';
    element.dataset.tip = record ? '' : this.__url;
    if (record) {
      element.dataset.record = record.kind;
      element.dataset.recordId = record.id;
    } else {
      delete element.dataset.record;
      delete element.dataset.recordId;
    }
  }
}

export function $createWrittenLink(address: string): WrittenLinkNode {
  return $applyNodeReplacement(new WrittenLinkNode(address));
}

/** Every link that Markdown, a command or a pasted text makes becomes one of ours. */
export const LINK_REPLACEMENT: LexicalNodeReplacement = {
  replace: LinkNode,
  with: (node: ReturnType<typeof $createLinkNode>) => $createWrittenLink(node.getURL()),
  withKlass: WrittenLinkNode,
};
