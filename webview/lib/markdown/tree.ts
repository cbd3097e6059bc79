import type { Token } from 'markdown-it';

/** markdown-it's flat tokens as a tree. `kind` is the token's type without `_open`. */
export interface MarkdownNode {
  kind: string;
  token: Token;
  children: MarkdownNode[];
}

export function treeOf(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open: MarkdownNode[][] = [root];
  for (const token of tokens) {
    if (token.nesting === -1) {
      open.pop();
      continue;
    }
    const children = token.children ? treeOf(token.children) : [];
    const node = { kind: token.type.replace(/_open$/, ''), token, children };
    open.at(-1)?.push(node);
    if (token.nesting === 1) open.push(children);
  }
  return root;
}

/** The words of a node, without any mark-up. */
export function plainText(nodes: readonly MarkdownNode[]): string {
  return nodes
    .map((node) => (node.children.length > 0 ? plainText(node.children) : node.token.content))
    .join('');
}
