// Rules for tests: an assertion that can't fail, and a skip that decides too late, are defects that no run shows.

const EXPECTING = new Set([
  ...['toMatchObject', 'toEqual', 'toStrictEqual', 'toContainEqual', 'objectContaining', 'arrayContaining'],
  ...['toHaveBeenCalledWith', 'toHaveBeenLastCalledWith', 'toHaveBeenNthCalledWith', 'toHaveReturnedWith'],
]);
/** Without own enumerable keys (and no Map or Set, which are compared by what they hold): for `toMatchObject` every value has all that they have. */
const KEYLESS = new Set(['URL', 'Promise', 'Object', 'WeakMap', 'WeakSet']);

/** Values that `toMatchObject` takes for a match of anything, and that the other matchers never compare as one means. */
const noLooseMatch = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      regExp: 'A RegExp is compared by its keys, of which it has none: expect.stringMatching(…).',
      callable: 'A function is not called to compare: assert on its result.',
      keyless: 'Every value matches this: name what it holds, or use toEqual (or expect.anything()).',
    },
  },
  create(context) {
    const report = (node, messageId) => context.report({ node, messageId });
    const look = (node, partial) => {
      switch (node?.type) {
        case 'ObjectExpression':
          if (partial && node.properties.length === 0) report(node, 'keyless');
          for (const property of node.properties) if (property.type === 'Property') look(property.value, partial);
          return;
        case 'ArrayExpression':
          for (const element of node.elements) look(element, partial);
          return;
        case 'Literal':
          if (node.regex) report(node, 'regExp');
          return;
        case 'ArrowFunctionExpression':
        case 'FunctionExpression':
          report(node, 'callable');
          return;
        case 'NewExpression':
          if (node.callee.name === 'RegExp') report(node, 'regExp');
          else if (partial && KEYLESS.has(node.callee.name)) report(node, 'keyless');
          return;
        case 'ConditionalExpression':
          look(node.consequent, partial);
          look(node.alternate, partial);
          return;
        case 'TSAsExpression':
        case 'TSSatisfiesExpression':
        case 'TSNonNullExpression':
          look(node.expression, partial);
      }
    };
    return {
      CallExpression(node) {
        const name = node.callee.type === 'MemberExpression' ? node.callee.property.name : undefined;
        if (EXPECTING.has(name)) for (const each of node.arguments) look(each, name === 'toMatchObject');
      },
    };
  },
};

const SUITES = new Set(['describe', 'it', 'test']);
const ALIASES = new Set(['xdescribe', 'xit', 'xtest', 'fdescribe', 'fit']);

/** `describe.skip` runs the body of what it skips; `.only` leaves out the rest. */
const noOwnSkip = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      skip: 'Use describeWith, describeUnless, itWith or itUnless (test/support/oracles.ts): they read nothing that is missing.',
      only: 'The rest of the file would not run.',
    },
  },
  create(context) {
    return {
      MemberExpression(node) {
        const base = node.object.type === 'MemberExpression' ? node.object.object : node.object;
        const name = node.computed ? node.property.value : node.property.name;
        if (!SUITES.has(base.name)) return;
        if (name === 'skip' || name === 'todo') context.report({ node, messageId: 'skip' });
        if (name === 'only') context.report({ node, messageId: 'only' });
      },
      CallExpression(node) {
        if (ALIASES.has(node.callee.name))
          context.report({ node, messageId: node.callee.name.startsWith('x') ? 'skip' : 'only' });
      },
    };
  },
};

const HOOKS = new Set(['beforeAll', 'beforeEach', 'afterAll', 'afterEach']);

/** A machine with other work on it takes many times as long: Jest's own limit (package.json) is there against what hangs, and is one for all. */
const noOwnLimit = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { limit: "A limit of its own fails this on a slow machine: Jest's limit is there against what hangs." },
  },
  create(context) {
    return {
      CallExpression(node) {
        const { callee, arguments: args } = node;
        const isSetTimeout = callee.type === 'MemberExpression' && callee.object.name === 'jest';
        if (isSetTimeout && callee.property.name === 'setTimeout') context.report({ node, messageId: 'limit' });
        // `it(…)`, `it.each(…)(…)`, `it.each`…`(…)`.
        let base = callee;
        for (let inner = base; inner !== undefined; inner = base.callee ?? base.tag ?? base.object) base = inner;
        const most = SUITES.has(base.name) || ALIASES.has(base.name) ? 2 : HOOKS.has(base.name) ? 1 : Infinity;
        const isCallback = ({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
        if (args.length > most && isCallback(args[most - 1])) context.report({ node, messageId: 'limit' });
      },
    };
  },
};

export default {
  rules: { 'no-loose-match': noLooseMatch, 'no-own-limit': noOwnLimit, 'no-own-skip': noOwnSkip },
};
