/** Entries of the log, and the events that go with them. */
import type { LogEntry } from '../../shared/contract/images.ts';
import type { StoredImage } from '../../shared/domain/image/record.ts';
import type { EventName, PurgatoryEvent } from '../../shared/contract/events.ts';
import type { SignDeps } from './ports.ts';

type Extra = Partial<Pick<LogEntry, 'reason' | 'signer' | 'content'>>;

/** Adds an entry about an image; answers its index. */
export function logImage(
  type: LogEntry['type'],
  image: StoredImage,
  by: string,
  deps: Pick<SignDeps, 'log' | 'now'>,
  extra: Extra = {},
): Promise<number> {
  const buildId = image.image?.buildId;
  return deps.log.append({
    version: 1,
    type,
    at: deps.now().toISOString(),
    by,
    imageId: image.id,
    name: image.name,
    ...(image.digest === undefined ? {} : { digest: image.digest }),
    ...(buildId === undefined ? {} : { buildId }),
    ...extra,
  });
}

type ImageEvent = Extract<EventName, 'image.requested' | 'image.approved' | 'image.refused' | 'image.signed'>;

export async function announce(
  name: ImageEvent,
  image: StoredImage,
  by: string,
  deps: Pick<SignDeps, 'bus' | 'now'>,
  reason = '',
): Promise<void> {
  const common = {
    version: 1 as const,
    id: `${name}:${image.id}:${image.revision}`,
    occurredAt: deps.now().toISOString(),
    imageId: image.id,
    name: image.name,
    ...(image.digest === undefined ? {} : { digest: image.digest }),
    ...(image.image?.release === undefined ? {} : { kernelRelease: image.image.release }),
    ...(image.image?.buildId === undefined ? {} : { buildId: image.image.buildId }),
  };
  const { partOf } = image;
  const approvalsMissing = Math.max(0, image.approvalsNeeded - image.approvals.length);
  await deps.bus.publish([eventOf(name, { ...common, approvalsMissing, partOf }, by, reason)]);
}

function eventOf(
  name: ImageEvent,
  { approvalsMissing, partOf, ...common }: Omit<Extract<PurgatoryEvent, { name: 'image.requested' }>['detail'], 'by'>,
  by: string,
  reason: string,
): PurgatoryEvent {
  switch (name) {
    case 'image.signed':
      return { name, detail: { ...common, signer: by } };
    case 'image.refused':
      return { name, detail: { ...common, by, reason: reason.slice(0, 500) } };
    case 'image.requested':
      return {
        name,
        detail: {
          ...common,
          by,
          ...(approvalsMissing === undefined ? {} : { approvalsMissing }),
          ...(partOf === undefined ? {} : { partOf }),
        },
      };
    case 'image.approved':
      return { name, detail: { ...common, by } };
  }
}
