/** What a question is once it has been read: expressions and names of types. `at` is where in the question it stands. */

export type Unary = '&' | '*' | '-' | '+' | '~' | '!';
export type Binary =
  '*' | '/' | '%' | '+' | '-' | '<<' | '>>' | '<' | '>' | '<=' | '>=' | '==' | '!=' | '&' | '^' | '|' | '&&' | '||';

export type Expression = { readonly at: number } & (
  | { readonly node: 'number'; readonly value: bigint; readonly suffix: string }
  | { readonly node: 'string'; readonly text: string }
  | { readonly node: 'name'; readonly name: string }
  | { readonly node: 'member'; readonly of: Expression; readonly name: string; readonly arrow: boolean }
  | { readonly node: 'index'; readonly of: Expression; readonly index: Expression }
  | { readonly node: 'slice'; readonly of: Expression; readonly from: Expression; readonly to: Expression }
  | { readonly node: 'unary'; readonly operator: Unary; readonly operand: Expression }
  | { readonly node: 'binary'; readonly operator: Binary; readonly left: Expression; readonly right: Expression }
  | { readonly node: 'conditional'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly node: 'cast'; readonly type: TypeName; readonly operand: Expression }
  | { readonly node: 'sizeof'; readonly of: TypeName | Expression }
  | { readonly node: 'offsetof'; readonly type: TypeName; readonly path: MemberPath }
  | { readonly node: 'container_of'; readonly pointer: Expression; readonly type: TypeName; readonly path: MemberPath }
  | { readonly node: 'call'; readonly name: string; readonly arguments: readonly Expression[] }
);

/** `se.run_node`, `mem[2].base`. */
export interface MemberPath {
  readonly at: number;
  readonly steps: readonly ({ readonly name: string; readonly at: number } | { readonly index: Expression })[];
}

export type TypeName = { readonly at: number } & (
  | { readonly type: 'named'; readonly tag: 'struct' | 'union' | 'enum' | undefined; readonly name: string }
  | { readonly type: 'pointer'; readonly to: TypeName }
  | { readonly type: 'array'; readonly of: TypeName; readonly length: Expression | undefined }
  | { readonly type: 'function'; readonly returns: TypeName }
  | { readonly type: 'members'; readonly members: readonly { readonly name: string; readonly type: TypeName }[] }
);

export function isTypeName(node: TypeName | Expression): node is TypeName {
  return 'type' in node && !('node' in node);
}
