import * as z from 'zod';
import {
  CertificateRequest,
  CertificateRequestAnswer,
  ConsistencyAnswer,
  CreatedImage,
  CreateImage,
  Decision,
  ImageId,
  ImageName,
  ImagePage,
  ImageRecord,
  InclusionProof,
  InitKeys,
  KeyList,
  PcrKeys,
  RequestState,
  SignatureAnswer,
  SigningPolicy,
} from '../images.ts';
import { ChangeDecision, ChangeId, ChangeRecord, ProposeRevocation } from '../changes.ts';
import { RevocationList, RevocationPreview, RevokeRequest } from '../revocations.ts';
import { Sha256 } from '../uploads.ts';
import { VerifyReport } from '../verify.ts';
import { apiRoute, json } from './route.ts';

const readers = ['responder', 'release-engineer', 'approver', 'admin'] as const;
const requesters = ['release-engineer', 'admin'] as const;
const approvers = ['approver', 'admin'] as const;
const admins = ['admin'] as const;

const image = z.object({ id: ImageId });
const page = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().min(1).max(4096).optional(),
};

/** `/v1/images`, `/v1/keys`, `/v1/signing-policy`, `/v1/log`: the function `sign`. */
export const ImageRoutes = {
  createImage: apiRoute({
    method: 'post',
    path: '/v1/images',
    operationId: 'createImage',
    summary: 'Ask for an image to be signed',
    tags: ['images'],
    admits: requesters,
    request: { body: json('Which image', CreateImage) },
    responses: { 201: json('The request, and where to put the image', CreatedImage) },
  }),
  submitImage: apiRoute({
    method: 'post',
    path: '/v1/images/{id}/submit',
    operationId: 'submitImage',
    summary: 'The image is uploaded: look at it',
    tags: ['images'],
    admits: requesters,
    request: { params: image },
    responses: { 200: json('The request as it is then', ImageRecord) },
  }),
  decideImage: apiRoute({
    method: 'post',
    path: '/v1/images/{id}/decisions',
    operationId: 'decideImage',
    summary: 'Approve or refuse what somebody else asked for',
    tags: ['images'],
    admits: approvers,
    request: { params: image, body: json('The decision, bound to the digest', Decision) },
    responses: { 200: json('The request as it is then', ImageRecord) },
  }),
  listImages: apiRoute({
    method: 'get',
    path: '/v1/images',
    operationId: 'listImages',
    summary: 'The register, newest first',
    tags: ['images'],
    admits: readers,
    request: {
      query: z.object({
        ...page,
        state: RequestState.optional(),
        /** `me`: only requests that the caller may decide on. */
        waitingFor: z.literal('me').optional(),
        /** Only requests of this release, in the order they were made in. */
        partOf: ImageName.optional(),
        digest: Sha256.optional(),
        buildId: z
          .string()
          .regex(/^[0-9a-f]{16,64}$/)
          .optional(),
      }),
    },
    responses: { 200: json('A page of images', ImagePage) },
  }),
  getImage: apiRoute({
    method: 'get',
    path: '/v1/images/{id}',
    operationId: 'getImage',
    summary: 'One image',
    tags: ['images'],
    admits: readers,
    request: { params: image },
    responses: { 200: json('The image', ImageRecord) },
  }),
  getSignature: apiRoute({
    method: 'get',
    path: '/v1/images/{id}/signature',
    operationId: 'getSignature',
    summary: 'Its signature',
    tags: ['images'],
    admits: readers,
    request: { params: image },
    responses: { 200: json('The signature', SignatureAnswer) },
  }),
  proveImage: apiRoute({
    method: 'get',
    path: '/v1/images/{id}/proof',
    operationId: 'proveImage',
    summary: 'Proof that its signature is in the log',
    tags: ['log'],
    admits: readers,
    request: { params: image },
    responses: { 200: json('The proof', InclusionProof) },
  }),
  getCheckpoint: apiRoute({
    method: 'get',
    path: '/v1/log/checkpoint',
    operationId: 'getCheckpoint',
    summary: "The log's size and root, signed",
    tags: ['log'],
    admits: readers,
    request: {},
    responses: { 200: { description: 'A signed note', content: { 'text/plain': { schema: z.string() } } } },
  }),
  getConsistency: apiRoute({
    method: 'get',
    path: '/v1/log/consistency',
    operationId: 'getConsistency',
    summary: 'Proof that the log only grew',
    tags: ['log'],
    admits: readers,
    request: { query: z.object({ from: z.coerce.number().int().nonnegative() }) },
    responses: { 200: json('The proof, to the newest checkpoint', ConsistencyAnswer) },
  }),
  getPolicy: apiRoute({
    method: 'get',
    path: '/v1/signing-policy',
    operationId: 'getSigningPolicy',
    summary: 'Who may have what signed, and who must approve',
    tags: ['images'],
    admits: readers,
    request: {},
    responses: { 200: json('The policy', SigningPolicy) },
  }),
  listKeys: apiRoute({
    method: 'get',
    path: '/v1/keys',
    operationId: 'listKeys',
    summary: 'Certificates of the keys that sign',
    tags: ['keys'],
    admits: readers,
    request: {},
    responses: { 200: json('The certificates', KeyList) },
  }),
  getPcrKey: apiRoute({
    method: 'get',
    path: '/v1/keys/pcr',
    operationId: 'getPcrKey',
    summary:
      'The key that signs PCR policies, for `.pcrpkey` and for what is bound to them, and the one before while that signs too',
    tags: ['keys'],
    admits: readers,
    request: {},
    responses: { 200: json('The key', PcrKeys) },
  }),
  initKeys: apiRoute({
    method: 'post',
    path: '/v1/keys/init',
    operationId: 'initKeys',
    summary: 'Make the CA certificate and that of the signing key; a second time changes nothing',
    tags: ['keys'],
    admits: admins,
    request: { body: json('Names', InitKeys) },
    responses: { 200: json('The certificates', KeyList) },
  }),
  requestCertificate: apiRoute({
    method: 'post',
    path: '/v1/keys/csr',
    operationId: 'requestCertificate',
    summary: 'A certificate request of the signing key, for an outside CA',
    tags: ['keys'],
    admits: admins,
    request: { body: json('Names', CertificateRequest) },
    responses: { 200: json('PKCS#10, PEM', CertificateRequestAnswer) },
  }),
} as const;

/** `/v1/verify`: the function `verify`. */
export const VerifyRoutes = {
  verifyImage: apiRoute({
    method: 'post',
    path: '/v1/verify',
    operationId: 'verifyImage',
    summary: 'Who would load a registered image as it is signed and revoked now',
    tags: ['images'],
    admits: readers,
    request: { body: json('Which image', z.object({ id: ImageId })) },
    responses: { 200: json('The verdicts', VerifyReport) },
  }),
} as const;

/** `/v1/revocations`: the function `revoke`. */
export const RevocationRoutes = {
  listRevocations: apiRoute({
    method: 'get',
    path: '/v1/revocations',
    operationId: 'listRevocations',
    summary: 'What is revoked, and the files that say so',
    tags: ['revocations'],
    admits: readers,
    request: {},
    responses: { 200: json('The list', RevocationList) },
  }),
  previewRevocation: apiRoute({
    method: 'post',
    path: '/v1/revocations/preview',
    operationId: 'previewRevocation',
    summary: 'Which images and hosts a revocation would hit',
    tags: ['revocations'],
    admits: readers,
    request: { body: json('What would be revoked', RevokeRequest) },
    responses: { 200: json('What it would do', RevocationPreview) },
  }),
  proposeRevocation: apiRoute({
    method: 'post',
    path: '/v1/revocations',
    operationId: 'proposeRevocation',
    summary: 'Ask for a revocation: somebody else approves it, then the list is published anew',
    tags: ['revocations', 'changes'],
    admits: admins,
    request: { body: json('What is revoked, and why', ProposeRevocation) },
    responses: { 201: json('The change that waits', ChangeRecord) },
  }),
  decideRevocation: apiRoute({
    method: 'post',
    path: '/v1/revocations/changes/{id}/decisions',
    operationId: 'decideRevocation',
    summary: 'Approve or refuse a revocation that somebody else asked for',
    tags: ['revocations', 'changes'],
    admits: approvers,
    request: { params: z.object({ id: ChangeId }), body: json('The decision, bound to the content', ChangeDecision) },
    responses: { 200: json('The change as it is then', ChangeRecord) },
  }),
} as const;
