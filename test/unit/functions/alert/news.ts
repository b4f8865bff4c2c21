import type { News } from '../../../../functions/alert/news.ts';

export const news: News = {
  id: 'opened:c000000000000000000000001',
  word: 'NEW',
  at: '2026-11-23T02:15:30.000Z',
  correlationId: '01JDB000000000000000000001',
  crash: {
    id: 'c000000000000000000000001',
    title: 'general protection fault in ext4_mb_new_blocks',
    kind: 'general-protection',
    count: 3,
    hostCount: 3,
    hosts: ['fs-17.eu', 'fs-18.eu', 'fs-3.us'],
    kernels: ['6.12.117'],
    culprit: ['ext4_mb_new_blocks+0x31a', 'ext4_ext_map_blocks', 'ext4_map_blocks', 'ext4_iomap_begin'],
    firstSeen: '2026-11-23T02:11:08.000Z',
    lastSeen: '2026-11-23T02:15:08.000Z',
  },
};
