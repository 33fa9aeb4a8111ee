import type { Template } from '../../contract/definitions/papers.ts';

/** 救济告知 by profile. The court's name is not confirmed for Chuxiong (集中管辖 possible), so it is not named. */
export const REMEDIES: Record<NonNullable<Template['remedy']>, string> = {
  GENERAL:
    '如不服本决定,可以自收到本决定书之日起六十日内向楚雄市人民政府申请行政复议,也可以自收到本决定书之日起六个月内直接向有管辖权的人民法院提起行政诉讼。(行政复议法第二十条、第二十四条,行政诉讼法第四十六条)',
  SUMMARY_PENALTY:
    '如不服本决定,应当自收到本决定书之日起六十日内先向楚雄市人民政府申请行政复议;对行政复议决定仍不服的,可以自收到复议决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。(行政复议法第二十条、第二十三条,行政诉讼法第四十五条)',
  LAND_DEMOLISH:
    '如不服本决定,可以自收到本决定书之日起六十日内向楚雄市人民政府申请行政复议,也可以自接到本决定书之日起十五日内向有管辖权的人民法院提起行政诉讼。(行政复议法第二十条,土地管理法第八十三条)',
  COERCIVE:
    '如不服本决定,可以自收到本决定书之日起六十日内向楚雄市人民政府申请行政复议,也可以自收到本决定书之日起六个月内直接向有管辖权的人民法院提起行政诉讼。(行政复议法第二十条,行政诉讼法第四十六条)',
};
