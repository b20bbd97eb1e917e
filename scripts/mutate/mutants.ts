/** All mutants of a file: the file with one small change each, described so that the description outlives an edit nearby. */
import { join } from 'node:path';
import {
  isArrowFunction,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isPropertyAssignment,
  isTypeNode,
  isVariableDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';
import { editsAt } from './operators.js';

/** A mutant by what it changes; lines are left out, for they move. */
export interface MutantName {
  /** Relative to the top folder. */
  readonly file: string;
  /** The declarations around the change, the outermost first, joined by dots. */
  readonly in: string;
  /** The code before and after the change, `before → after`. */
  readonly change: string;
}

export interface Mutant extends MutantName {
  /** From 1; for a person who wants to look. */
  readonly line: number;
  /** The whole text of the changed file. */
  readonly text: string;
}

/** What is only said to people: another sentence is no other judgement. */
const TOLD = new Set(['claim', 'source', 'says', 'notices', 'notes', 'expected', 'got']);

/**
 * @param root the top folder, with a tsconfig.json that covers the files
 * @param files relative to it
 */
export function mutantsOf(root: string, files: readonly string[]): Mutant[] {
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProjects: [join(root, 'tsconfig.json')] });
    const program = snapshot.getProjects()[0]?.program;
    return files.flatMap((file) => {
      const source = program?.getSourceFile(join(root, file));
      if (source === undefined) throw new Error(`tsconfig.json does not cover ${file}`);
      return numbered(mutantsIn(source, file));
    });
  } finally {
    api.close();
  }
}

function mutantsIn(source: SourceFile, file: string): Mutant[] {
  const { text } = source;
  const found: Mutant[] = [];
  function visit(node: Node, path: readonly string[]): void {
    if (isImportDeclaration(node) || isTypeNode(node) || node.kind === SyntaxKind.InterfaceDeclaration)
      return;
    if (isPropertyAssignment(node) && isIdentifier(node.name) && TOLD.has(node.name.text)) return;
    const name = nameOf(node);
    const here = name === undefined ? path : [...path, name];
    for (const { start, end, text: put, of } of editsAt(node, source)) {
      const from = of.getStart(source);
      const before = text.slice(Math.min(from, start), Math.max(of.getEnd(), end));
      const after =
        text.slice(Math.min(from, start), start) + put + text.slice(end, Math.max(of.getEnd(), end));
      found.push({
        file,
        in: here.join('.'),
        change: `${inOneLine(before)} → ${inOneLine(after) || 'nothing'}`,
        line: text.slice(0, start).split('\n').length,
        text: text.slice(0, start) + put + text.slice(end),
      });
    }
    node.forEachChild((child) => visit(child, here));
  }
  visit(source, []);
  return found;
}

/** The name that a declaration gives. */
function nameOf(node: Node): string | undefined {
  if (isFunctionDeclaration(node)) return node.name?.text;
  if (isVariableDeclaration(node) && isIdentifier(node.name)) return node.name.text;
  if (isPropertyAssignment(node) && isIdentifier(node.name) && isArrowFunction(node.initializer)) {
    return node.name.text;
  }
  return node.kind === SyntaxKind.MethodDeclaration
    ? (node as { name?: { text?: string } }).name?.text
    : undefined;
}

/** Long code is cut in its middle: what a reader needs is the place. */
const LONGEST = 140;

function inOneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ').trim();
  if (line.length <= LONGEST) return line;
  return `${line.slice(0, LONGEST / 2)} … ${line.slice(-LONGEST / 2)}`;
}

/** Equal changes in one declaration are told apart by their number, from the second on. */
function numbered(mutants: readonly Mutant[]): Mutant[] {
  const seen = new Map<string, number>();
  return mutants.map((mutant) => {
    const key = keyOf(mutant);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? mutant : { ...mutant, change: `${mutant.change} (${count})` };
  });
}

export function keyOf({ file, in: place, change }: MutantName): string {
  return `${file} ${place}: ${change}`;
}
