/** Keeps a generation inside a grammar: tells before each token which ones may come. */

import type { SpecialName, Tokenizer } from '../model/tokenizer.js';
import { advance, isComplete, type Rule, type Stack, sequence } from './grammar.js';

/** A special token as a symbol of the grammar: no byte has this number. */
export function markOf(tokenizer: Tokenizer, name: SpecialName): number {
  return 256 + tokenizer.special[name];
}

interface TrieNode {
  readonly children: Map<number, TrieNode>;
  readonly ids: number[];
}

export class Constraint {
  private stacks: Stack[];
  private readonly trie: TrieNode;

  constructor(
    private readonly tokenizer: Tokenizer,
    rule: Rule,
  ) {
    this.stacks = [sequence([rule])];
    this.trie = trieOf(tokenizer);
  }

  /** 1 for each token that may come next; the end of the text among them if the grammar is satisfied. */
  allowed(): Uint8Array {
    const mask = new Uint8Array(this.tokenizer.size);
    const visit = (node: TrieNode, stacks: readonly Stack[]): void => {
      for (const id of node.ids) mask[id] = 1;
      for (const [symbol, child] of node.children) {
        const next = step(stacks, symbol);
        if (next.length > 0) visit(child, next);
      }
    };
    visit(this.trie, this.stacks);
    if (this.stacks.some(isComplete)) mask[this.tokenizer.special.end_of_text] = 1;
    return mask;
  }

  accept(id: number): void {
    for (const symbol of symbolsOf(this.tokenizer, id)) this.stacks = step(this.stacks, symbol);
  }

  /** Whether these tokens, from here on, lead to an end that the grammar allows. */
  accepts(ids: readonly number[]): boolean {
    let stacks = this.stacks;
    for (const id of ids) {
      for (const symbol of symbolsOf(this.tokenizer, id)) stacks = step(stacks, symbol);
    }
    return stacks.some(isComplete);
  }
}

function step(stacks: readonly Stack[], symbol: number): Stack[] {
  const next: Stack[] = [];
  for (const stack of stacks) advance(stack, symbol, next);
  return next;
}

function symbolsOf(tokenizer: Tokenizer, id: number): Iterable<number> {
  if (id === tokenizer.special.end_of_text) return [];
  return tokenizer.isSpecial(id) ? [256 + id] : tokenizer.bytes(id);
}

const tries = new WeakMap<Tokenizer, TrieNode>();

/** The vocabulary as a tree of symbols, so that tokens with a common beginning are tried together. */
function trieOf(tokenizer: Tokenizer): TrieNode {
  const known = tries.get(tokenizer);
  if (known) return known;
  const root: TrieNode = { children: new Map(), ids: [] };
  for (let id = 0; id < tokenizer.size; id++) {
    if (id === tokenizer.special.end_of_text) continue;
    let node = root;
    for (const symbol of symbolsOf(tokenizer, id)) {
      let child = node.children.get(symbol);
      if (!child) {
        child = { children: new Map(), ids: [] };
        node.children.set(symbol, child);
      }
      node = child;
    }
    node.ids.push(id);
  }
  tries.set(tokenizer, root);
  return root;
}
