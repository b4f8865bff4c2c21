/**
 * Questions to a dump, and what is answered: by the API, the command line and the console alike. The language is that of
 * docs/explore.md.
 *
 * Numbers are texts, because they have up to 64 bits; addresses are `0x` and hex digits.
 */
import * as z from 'zod';
import { UploadId } from './uploads.ts';

export const MAX_QUESTION_CHARACTERS = 4096;

const Address = z.string().regex(/^0x[0-9a-f]{1,16}$/);
const Symbolic = { symbol: z.string().optional(), offset: z.number().optional(), module: z.string().optional() };

/** Where a long answer goes on, as the answer before said it: `200`, the entry of the same answer; `1000.200`, that of the walk from row 1000 on. */
export const ExploreCursor = z.string().regex(/^(\d{1,9}\.)?\d{1,9}$/, 'must be the cursor of an answer');

export const ExploreQuestion = z.object({
  ask: z.string().trim().min(1).max(MAX_QUESTION_CHARACTERS),
  cursor: ExploreCursor.nullish(),
});
export type ExploreQuestion = z.infer<typeof ExploreQuestion>;

/** What a value is. */
export type ExploreDatum =
  | { readonly is: 'integer'; readonly value: string; readonly bits?: number | undefined }
  | {
      readonly is: 'enum';
      readonly value: string;
      readonly name?: string | undefined;
      readonly flags?: readonly string[] | undefined;
    }
  | {
      readonly is: 'pointer';
      readonly address: string;
      readonly symbol?: string | undefined;
      readonly offset?: number | undefined;
      readonly module?: string | undefined;
      /** Other names of the same symbol. */
      readonly aliases?: readonly string[] | undefined;
      /** What it points to, where that is a text. */
      readonly text?: string | undefined;
      /** Why that text can't be read. */
      readonly why?: string | undefined;
    }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'float'; readonly value: number }
  /** `items` are the first of `length`. */
  | { readonly is: 'array'; readonly length: number; readonly items: readonly ExploreDatum[] }
  | {
      readonly is: 'struct';
      readonly type: string;
      readonly fields: readonly ExploreField[];
      /** How many more there are. */
      readonly more?: number | undefined;
    }
  /** Memory that is not there. It is never told as 0. */
  | { readonly is: 'unreadable'; readonly address: string; readonly why: string };

export interface ExploreField {
  readonly name: string;
  readonly type: string;
  readonly datum: ExploreDatum;
}

export const ExploreDatum: z.ZodType<ExploreDatum> = z
  .lazy(() =>
    z.discriminatedUnion('is', [
      z.object({ is: z.literal('integer'), value: z.string(), bits: z.number().optional() }),
      z.object({
        is: z.literal('enum'),
        value: z.string(),
        name: z.string().optional(),
        flags: z.array(z.string()).optional(),
      }),
      z.object({
        is: z.literal('pointer'),
        address: Address,
        ...Symbolic,
        aliases: z.array(z.string()).optional(),
        text: z.string().optional(),
        why: z.string().optional(),
      }),
      z.object({ is: z.literal('text'), text: z.string() }),
      z.object({ is: z.literal('float'), value: z.number() }),
      z.object({ is: z.literal('array'), length: z.number(), items: z.array(ExploreDatum) }),
      z.object({
        is: z.literal('struct'),
        type: z.string(),
        fields: z.array(z.object({ name: z.string(), type: z.string(), datum: ExploreDatum })),
        more: z.number().optional(),
      }),
      z.object({ is: z.literal('unreadable'), address: Address, why: z.string() }),
    ]),
  )
  // By this name the document refers to it: it holds itself.
  .meta({ id: 'ExploreDatum' });

const Broken = z.object({ problem: z.string(), address: Address.optional(), why: z.string().optional() });
const Rows = { columns: z.array(z.string()), rows: z.array(z.array(ExploreDatum)) };

/** One way of seeing an address: `class` says which, the other fields are that way's own. */
export const ExploreFacet = z.looseObject({ class: z.string() });
export type ExploreFacet = z.infer<typeof ExploreFacet>;

export const ExploreAnswer = z.discriminatedUnion('kind', [
  /** `address`: where it is in memory; absent where it was worked out. */
  z.object({ kind: z.literal('value'), type: z.string(), address: Address.optional(), datum: ExploreDatum }),
  z.object({ kind: z.literal('walk'), ...Rows, broken: Broken.optional() }),
  z.object({
    kind: z.literal('table'),
    title: z.string().optional(),
    ...Rows,
    /** What is not there, or not whole, and why. */
    notes: z.array(z.string()).optional(),
  }),
  z.object({ kind: z.literal('address'), address: Address, facets: z.array(ExploreFacet) }),
  z.object({
    kind: z.literal('symbols'),
    symbols: z.array(z.object({ name: z.string(), address: Address, type: z.string(), module: z.string().optional() })),
  }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  /** A question that has no answer: what is wrong with it, where, and what would be right. */
  z.object({
    kind: z.literal('error'),
    code: z.string(),
    message: z.string(),
    /** Where in the question, in characters from its start. */
    at: z.number().optional(),
    expected: z.string().optional(),
    /** Names that are nearly the one that was asked for. */
    near: z.array(z.string()),
    /** Memory that it needed and that is not there. */
    fault: z.object({ address: Address, why: z.string() }).optional(),
  }),
]);
export type ExploreAnswer = z.infer<typeof ExploreAnswer>;

/** What became of asking a held host for what the answer lacks. */
export const HostAsked = z.discriminatedUnion('state', [
  /** It was asked, and has not sent all of it yet: ask again. */
  z.object({
    state: z.literal('waiting'),
    host: z.string(),
    ranges: z.number(),
    bytes: z.number(),
    /** When the host goes by itself. */
    until: z.iso.datetime(),
  }),
  /** It can't be asked any more; or it gives no more of its memory, by its own limit. */
  z.object({ state: z.enum(['gone', 'spent']), why: z.string(), until: z.iso.datetime() }),
]);
export type HostAsked = z.infer<typeof HostAsked>;

export const ExploreReply = z.object({
  ask: z.string(),
  answer: ExploreAnswer,
  /** Memory that the answer lacks, and why: pages that were left out, withheld, or have not arrived. */
  missing: z.array(z.object({ address: Address, why: z.string() })),
  /** There is more: ask the same with this. */
  cursor: z.string().optional(),
  /** Of a dump whose host is held in its crash kernel, or was: what of the answer it was asked for. */
  held: HostAsked.optional(),
  /** What this answer took of S3. */
  read: z.object({ bytes: z.number(), rounds: z.number() }),
});
export type ExploreReply = z.infer<typeof ExploreReply>;

export const CompletionRequest = z.object({ line: z.string().max(MAX_QUESTION_CHARACTERS) });

export const Completion = z.object({
  /** What stands before the cursor and is replaced by one of the candidates. */
  partial: z.string(),
  candidates: z.array(z.string()),
});
export type Completion = z.infer<typeof Completion>;

/** A question as the audit trail has it: who asked what of which dump, and when; not what was answered. */
export const AskedQuestion = z.object({
  uploadId: UploadId,
  at: z.iso.datetime(),
  /** As people read it; `subject` tells two of one name apart. */
  by: z.string(),
  subject: z.string(),
  ask: z.string(),
  cursor: z.string().optional(),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

export const AskedPage = z.object({ questions: z.array(AskedQuestion), next: z.string().optional() });
export type AskedPage = z.infer<typeof AskedPage>;
