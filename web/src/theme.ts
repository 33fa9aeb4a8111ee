import type { ThemeConfig } from 'antd';

const FONT =
  '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC",system-ui,sans-serif';

/** The reader asked the system for less motion: nothing grows, slides or glides. */
export const lessMotion = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Ink blue on paper: quiet, dense, and with enough contrast for an old office monitor. */
export const theme: ThemeConfig = {
  cssVar: { key: 'yizhi' },
  token: {
    colorPrimary: '#1d4f8c',
    colorInfo: '#1d4f8c',
    colorLink: '#1d4f8c',
    colorSuccess: '#2f7d4f',
    colorWarning: '#b7791f',
    colorError: '#b42318',
    colorText: '#1f2733',
    colorTextSecondary: '#566072',
    colorTextTertiary: '#6b7485',
    colorBgLayout: '#f3f5f8',
    colorBorder: '#cfd6e0',
    colorBorderSecondary: '#e3e8ef',
    // The derived tints of such quiet colours come out grey.
    colorPrimaryBg: '#e8eff8',
    colorPrimaryBgHover: '#dbe7f4',
    colorInfoBg: '#eef4fb',
    colorInfoBorder: '#b9cfe8',
    colorSuccessBg: '#eef7f1',
    colorSuccessBorder: '#b4d6c1',
    colorWarningBg: '#fdf7ea',
    colorWarningBorder: '#ead7a8',
    colorErrorBg: '#fdf2f1',
    colorErrorBorder: '#efc4bf',
    borderRadius: 4,
    fontSize: 14,
    fontFamily: FONT,
    controlHeight: 34,
    motion: !lessMotion(),
    motionDurationMid: '0.12s',
  },
  components: {
    Layout: { headerBg: '#17375e', siderBg: '#ffffff', headerHeight: 52, headerPadding: '0 20px' },
    Menu: { itemHeight: 40, itemBorderRadius: 4, itemSelectedBg: '#e8eff8' },
    Collapse: { headerPadding: '8px 0', contentPadding: '0' },
    Form: { itemMarginBottom: 18, verticalLabelPadding: '0 0 4px' },
  },
};
