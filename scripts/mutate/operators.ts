/** What may be wrong with a piece of code: small changes that keep it code, each of which a test should notice. */
import {
  isArrayLiteralExpression,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isContinueStatement,
  isExpressionStatement,
  isIfStatement,
  isNumericLiteral,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isRegularExpressionLiteral,
  isReturnStatement,
  isStringLiteral,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';

/** Replaces the text from `start` to `end` of a file. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The piece of code that changes, for a reader. */
  readonly of: Node;
}

type Operator = (node: Node, file: SourceFile) => readonly Edit[];

const LOGIC: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.AmpersandAmpersandToken]: '||',
  [SyntaxKind.BarBarToken]: '&&',
};

/** Equality is turned round, an order is moved by one; sums and differences change places. */
const COMPARISON: Partial<Record<SyntaxKind, string>> = {
  [SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [SyntaxKind.LessThanToken]: '<=',
  [SyntaxKind.LessThanEqualsToken]: '<',
  [SyntaxKind.GreaterThanToken]: '>=',
  [SyntaxKind.GreaterThanEqualsToken]: '>',
  [SyntaxKind.MinusToken]: '+',
  [SyntaxKind.AsteriskToken]: '/',
};

const otherToken: Operator = (node, file) => {
  if (!isBinaryExpression(node)) return [];
  const { kind } = node.operatorToken;
  const text = LOGIC[kind] ?? COMPARISON[kind];
  if (text !== undefined) return [replaced(node.operatorToken, text, file, node)];
  return kind === SyntaxKind.QuestionQuestionToken ? [replaced(node, node.right.getText(file), file)] : [];
};

const negatedCondition: Operator = (node, file) => {
  const condition = isIfStatement(node)
    ? node.expression
    : isConditionalExpression(node)
      ? node.condition
      : undefined;
  return condition && !isTurned(condition)
    ? [replaced(condition, `!(${condition.getText(file)})`, file)]
    : [];
};

/** Whether another operator turns it round. */
function isTurned(condition: Node): boolean {
  return isBinaryExpression(condition)
    ? /^[=!]==$/.test(COMPARISON[condition.operatorToken.kind] ?? '')
    : isPrefixUnaryExpression(condition);
}

const lostNegation: Operator = (node, file) =>
  isPrefixUnaryExpression(node) && node.operator === SyntaxKind.ExclamationToken
    ? [replaced(node, node.operand.getText(file), file)]
    : [];

/** Severities and verdicts, each with one that it is easily taken for. */
const WORDS: Readonly<Record<string, string>> = {
  must: 'should',
  should: 'may',
  may: 'must',
  pass: 'fail',
  fail: 'pass',
  unsupported: 'fail',
  inconclusive: 'pass',
  skipped: 'pass',
  error: 'skipped',
};

const otherWord: Operator = (node, file) => {
  const word = isStringLiteral(node) ? WORDS[node.text] : undefined;
  return word === undefined ? [] : [replaced(node, `'${word}'`, file)];
};

const otherNumber: Operator = (node, file) =>
  isNumericLiteral(node) ? [replaced(node, String(Number(node.text.replaceAll('_', '')) + 1), file)] : [];

const otherBoolean: Operator = (node, file) =>
  node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword
    ? [replaced(node, node.kind === SyntaxKind.TrueKeyword ? 'false' : 'true', file)]
    : [];

/** Entries of lists, and of the sets that are made of them. */
const lostElement: Operator = (node, file) =>
  isArrayLiteralExpression(node) && node.elements.length > 1
    ? node.elements.map((element, i) => {
        const next = node.elements[i + 1];
        const previous = node.elements[i - 1];
        const start = next || !previous ? element.getStart(file) : previous.getEnd();
        return { start, end: next ? next.getStart(file) : element.getEnd(), text: '', of: element };
      })
    : [];

const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
};

const otherMethod: Operator = (node, file) => {
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return [];
  const { expression, name } = node.expression;
  if (name.text === 'filter' || name.text === 'sort' || name.text === 'slice') {
    return [replaced(node, expression.getText(file), file)];
  }
  const method = METHODS[name.text];
  return method === undefined ? [] : [replaced(name, method, file, node)];
};

const unanchored: Operator = (node, file) => {
  if (!isRegularExpressionLiteral(node)) return [];
  const text = node.getText(file);
  const loose = [text.replace(/^\/\^/, '/'), text.replace(/\$\/(\w*)$/, '/$1')];
  return loose.filter((other) => other !== text).map((other) => replaced(node, other, file));
};

const lostStatement: Operator = (node, file) => {
  const early = isIfStatement(node) && node.elseStatement === undefined;
  return early || isExpressionStatement(node) || isContinueStatement(node) ? [replaced(node, ';', file)] : [];
};

const nothingReturned: Operator = (node, file) =>
  isReturnStatement(node) && node.expression && node.expression.getText(file) !== 'undefined'
    ? [replaced(node.expression, 'undefined', file, node)]
    : [];

const OPERATORS: readonly Operator[] = [
  otherToken,
  negatedCondition,
  lostNegation,
  otherWord,
  otherNumber,
  otherBoolean,
  lostElement,
  otherMethod,
  unanchored,
  lostStatement,
  nothingReturned,
];

export function editsAt(node: Node, file: SourceFile): Edit[] {
  return OPERATORS.flatMap((operator) => operator(node, file));
}

function replaced(node: Node, text: string, file: SourceFile, of = node): Edit {
  return { start: node.getStart(file), end: node.getEnd(), text, of };
}
